using HyperScaffold.Torch.Tensors;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>RMSprop as the trainer has it: without momentum, not centered.</summary>
internal sealed class FusedRmsProp(IReadOnlyList<FusedWeight> weights, IReadOnlyList<TrainerOptions> options) : FusedOptimizer(weights, options)
{
    private const double Alpha = 0.99;
    private const double Epsilon = 1e-8;

    /// <inheritdoc/>
    internal override void Step(double[] rates)
    {
        var minus = Scaled(rates, -1);
        foreach (var weight in Weights)
        {
            using var scope = NewDisposeScope();
            var gradient = weight.Decayed(Decay);
            var squares = weight.Memory("squares");
            Ops.MulScalarInPlace.RunWhole(squares, Alpha);
            Ops.AddcmulInPlace.RunWhole(squares, gradient, gradient, 1 - Alpha);
            var roots = Ops.Sqrt.CallWhole(squares);
            Ops.AddScalarInPlace.RunWhole(roots, Epsilon);
            weight.AddTo(weight.Parameter, Ops.DivTensor.CallWhole(gradient, roots), minus);
        }
    }
}
