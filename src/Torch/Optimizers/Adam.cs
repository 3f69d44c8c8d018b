using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Tensors;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Optimizers;

/// <summary>Adam (Kingma and Ba 2015, algorithm 1): weight decay is added to the gradients.</summary>
public sealed class Adam : AdamOptimizer
{
    internal Adam(IEnumerable<Parameter> parameters, double learningRate)
        : base(parameters, learningRate)
    {
    }

    private protected override TensorList Decay(Tensor[] tensors, TensorList gradients) =>
        Aten.ForeachAddList(gradients, tensors, WeightDecay);
}
