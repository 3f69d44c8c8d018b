using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Operators;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The cross-entropy of logits and class numbers (or class probabilities).</summary>
            /// <param name="input">The logits, rows by classes.</param>
            /// <param name="target">The class numbers, as 64-bit integers, or probabilities in the input's shape.</param>
            /// <param name="weight">A weight for each class, or null.</param>
            /// <param name="ignore_index">The class number of rows that do not count.</param>
            /// <param name="reduction">What is done with the rows' values.</param>
            /// <param name="label_smoothing">How much of each target is spread over all classes, in [0, 1].</param>
            /// <returns>The loss.</returns>
            /// <exception cref="TorchException">Rows or class numbers do not fit the input; the message says which do.</exception>
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0)
            {
                ArgumentNullException.ThrowIfNull(input);
                ArgumentNullException.ThrowIfNull(target);
                try
                {
                    return Aten.CrossEntropyLoss(input, target, weight, (long)reduction, ignore_index, label_smoothing);
                }
                catch (TorchException e) when (LabelMessage.Misfit(input, target, ignore_index) is { } misfit)
                {
                    throw new TorchException(misfit, (Exception)e);
                }
            }

            /// <summary>The negative log likelihood of log probabilities and class numbers.</summary>
            /// <param name="input">The log probabilities, rows by classes.</param>
            /// <param name="target">The class numbers, as 64-bit integers.</param>
            /// <param name="weight">A weight for each class, or null.</param>
            /// <param name="reduction">What is done with the rows' values.</param>
            /// <returns>The loss.</returns>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Aten.NllLossNd(input, target, weight, (long)reduction);

            /// <summary>The squared difference.</summary>
            /// <param name="input">The predictions.</param>
            /// <param name="target">The truth, in the same shape.</param>
            /// <param name="reduction">What is done with the elements' values.</param>
            /// <returns>The loss.</returns>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.MseLoss(input, target, (long)reduction);

            /// <summary>Half the squared difference up to a width, and the difference itself, shifted, beyond it (Huber 1964).</summary>
            /// <param name="input">The predictions.</param>
            /// <param name="target">The truth, in the same shape.</param>
            /// <param name="delta">The width, above 0.</param>
            /// <param name="reduction">What is done with the elements' values.</param>
            /// <returns>The loss.</returns>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean) =>
                Aten.HuberLoss(input, target, (long)reduction, delta);

            /// <summary>Huber's loss divided by its width.</summary>
            /// <param name="input">The predictions.</param>
            /// <param name="target">The truth, in the same shape.</param>
            /// <param name="reduction">What is done with the elements' values.</param>
            /// <param name="beta">The width, above 0.</param>
            /// <returns>The loss.</returns>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1) =>
                Aten.SmoothL1Loss(input, target, (long)reduction, beta);

            /// <summary>The binary cross-entropy of logits.</summary>
            /// <param name="input">The logits.</param>
            /// <param name="target">The truth in [0, 1], in the same shape.</param>
            /// <param name="weight">A weight for each element, or null.</param>
            /// <param name="reduction">What is done with the elements' values.</param>
            /// <param name="pos_weights">A weight for positive truths, or null.</param>
            /// <returns>The loss.</returns>
            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                Aten.BinaryCrossEntropyWithLogits(input, target, weight, pos_weights, (long)reduction);
        }
    }
}
