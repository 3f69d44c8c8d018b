using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>RMSprop as the trainer has it: without momentum, not centered.</summary>
internal sealed class FusedRmsProp(IReadOnlyList<FusedWeight> weights, IReadOnlyList<TrainerOptions> options) : FusedOptimizer(weights, options)
{
    private const double Alpha = 0.99;

    /// <inheritdoc/>
    internal override void Step(double[] rates)
    {
        var minus = Scaled(rates, -1);
        foreach (var weight in Weights)
        {
            using var scope = NewDisposeScope();
            var gradient = weight.Decayed(Decay);
            var squares = weight.Memory("squares");
            Aten.Whole.MulScalarInPlace(squares, Alpha);
            Aten.Whole.AddcmulInPlace(squares, gradient, gradient, 1 - Alpha);
            var roots = Aten.Whole.Sqrt(squares);
            Aten.Whole.AddScalarInPlace(roots, Options[0].Epsilon);
            weight.AddTo(weight.Parameter, Aten.Whole.DivTensor(gradient, roots), minus);
        }
    }
}
