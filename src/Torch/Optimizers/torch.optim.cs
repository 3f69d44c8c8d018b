using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Optimizers;

namespace HyperScaffold.Torch;

public static partial class torch
{
    /// <summary>Optimizers.</summary>
    public static partial class optim
    {
        /// <summary>Stochastic gradient descent with momentum (Sutskever et al. 2013, in PyTorch's form).</summary>
        /// <param name="parameters">What is trained.</param>
        /// <param name="learningRate">The step size.</param>
        /// <param name="momentum">How much of the last step is kept, in [0, 1).</param>
        /// <param name="dampening">How much of the gradient is left out of the momentum.</param>
        /// <param name="weight_decay">How much of each weight is added to its gradient.</param>
        /// <param name="nesterov">True to look ahead along the momentum.</param>
        /// <param name="maximize">True to climb.</param>
        /// <returns>The optimizer.</returns>
        public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
            new(parameters, learningRate)
            {
                Momentum = momentum,
                Dampening = dampening,
                WeightDecay = weight_decay,
                Nesterov = nesterov,
                Maximize = maximize,
            };

        /// <summary>Adam (Kingma and Ba 2015), with weight decay added to the gradients.</summary>
        /// <param name="parameters">What is trained.</param>
        /// <param name="lr">The step size.</param>
        /// <param name="beta1">How much of the mean gradient is kept.</param>
        /// <param name="beta2">How much of the mean squared gradient is kept.</param>
        /// <param name="eps">What is added to the root of the mean squared gradient.</param>
        /// <param name="weight_decay">How much of each weight is added to its gradient.</param>
        /// <param name="maximize">True to climb.</param>
        /// <returns>The optimizer.</returns>
        public static Adam Adam(IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false) =>
            new(parameters, lr)
            {
                Beta1 = beta1,
                Beta2 = beta2,
                Epsilon = eps,
                WeightDecay = weight_decay,
                Maximize = maximize,
            };
    }
}
