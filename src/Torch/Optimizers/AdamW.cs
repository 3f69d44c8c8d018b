using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Tensors;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Optimizers;

/// <summary>Adam whose weight decay shrinks the weights themselves (Loshchilov and Hutter 2019).</summary>
public sealed class AdamW : AdamOptimizer
{
    internal AdamW(IEnumerable<Parameter> parameters, double learningRate)
        : base(parameters, learningRate)
    {
    }

    private protected override TensorList Decay(Tensor[] tensors, TensorList gradients)
    {
        Aten.ForeachMulScalarInPlace(tensors, 1 - (LearningRate * WeightDecay));
        return gradients;
    }
}
