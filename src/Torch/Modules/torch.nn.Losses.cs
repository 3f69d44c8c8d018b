using HyperScaffold.Torch.Modules;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The cross-entropy of logits and class numbers. With label smoothing: <see cref="functional.cross_entropy"/>.</summary>
        /// <param name="weight">A weight for each class, which the module owns from now on; or null.</param>
        /// <param name="ignore_index">The class number of rows that do not count; null for -100.</param>
        /// <param name="reduction">What is done with the rows' values.</param>
        /// <returns>The loss.</returns>
        public static CrossEntropyLoss CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean) =>
            new(weight, ignore_index ?? -100, reduction);

        /// <summary>The squared difference.</summary>
        /// <param name="reduction">What is done with the elements' values.</param>
        /// <returns>The loss.</returns>
        public static MSELoss MSELoss(Reduction reduction = Reduction.Mean) => new(reduction);

        /// <summary>Huber's loss.</summary>
        /// <param name="delta">The width of its square part, above 0.</param>
        /// <param name="reduction">What is done with the elements' values.</param>
        /// <returns>The loss.</returns>
        public static HuberLoss HuberLoss(double delta = 1, Reduction reduction = Reduction.Mean) => new(delta, reduction);

        /// <summary>The binary cross-entropy of logits.</summary>
        /// <param name="weight">A weight for each element, which the module owns from now on; or null.</param>
        /// <param name="reduction">What is done with the elements' values.</param>
        /// <param name="pos_weights">A weight for positive truths, which the module owns from now on; or null.</param>
        /// <returns>The loss.</returns>
        public static BCEWithLogitsLoss BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
            new(weight, reduction, pos_weights);
    }
}
