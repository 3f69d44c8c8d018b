using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Optimizers;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
        /// <param name="parameters">What is trained.</param>
        /// <param name="lr">The step size.</param>
        /// <param name="beta1">How much of the mean gradient is kept.</param>
        /// <param name="beta2">How much of the mean squared gradient is kept.</param>
        /// <param name="eps">What is added to the root of the mean squared gradient.</param>
        /// <param name="weight_decay">How much of each weight a step of learning rate 1 takes away; 0 as in TorchSharp, where PyTorch has 0.01.</param>
        /// <param name="maximize">True to climb.</param>
        /// <returns>The optimizer.</returns>
        public static AdamW AdamW(IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool maximize = false) =>
            new(parameters, lr) { Beta1 = beta1, Beta2 = beta2, Epsilon = eps, WeightDecay = weight_decay, Maximize = maximize };

        /// <summary>Adam with Nesterov's look ahead (Dozat 2016).</summary>
        /// <param name="parameters">What is trained.</param>
        /// <param name="lr">The step size.</param>
        /// <param name="beta1">How much of the mean gradient is kept.</param>
        /// <param name="beta2">How much of the mean squared gradient is kept.</param>
        /// <param name="eps">What is added to the root of the mean squared gradient.</param>
        /// <param name="weight_decay">How much of each weight is added to its gradient.</param>
        /// <param name="momentum_decay">How fast the momentum rises to its full value.</param>
        /// <returns>The optimizer.</returns>
        public static NAdam NAdam(IEnumerable<Parameter> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 0.004) =>
            new(parameters, lr) { Beta1 = beta1, Beta2 = beta2, Epsilon = eps, WeightDecay = weight_decay, MomentumDecay = momentum_decay };

        /// <summary>Steps divided by the root of the mean squared gradient (Hinton 2012).</summary>
        /// <param name="parameters">What is trained.</param>
        /// <param name="lr">The step size.</param>
        /// <param name="alpha">How much of the mean squared gradient is kept.</param>
        /// <param name="eps">What is added to the root of the mean squared gradient.</param>
        /// <param name="weight_decay">How much of each weight is added to its gradient.</param>
        /// <param name="momentum">How much of the last step is kept.</param>
        /// <param name="centered">True to take the mean gradient out of the mean square.</param>
        /// <returns>The optimizer.</returns>
        public static RMSProp RMSProp(IEnumerable<Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false) =>
            new(parameters, lr) { Alpha = alpha, Epsilon = eps, WeightDecay = weight_decay, Momentum = momentum, Centered = centered };
    }
}
