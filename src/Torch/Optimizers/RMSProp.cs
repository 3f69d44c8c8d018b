using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Tensors;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Optimizers;

/// <summary>Steps divided by the root of the mean squared gradient (Hinton's lecture 6, 2012), in a few calls for all parameters.</summary>
public sealed class RMSProp : optim.Optimizer
{
    private readonly OptimizerState _squares = new();
    private readonly OptimizerState _means = new();
    private readonly OptimizerState _momenta = new();

    internal RMSProp(IEnumerable<Parameter> parameters, double learningRate)
        : base(parameters, learningRate)
    {
    }

    /// <summary>Gets how much of the mean squared gradient is kept, in [0, 1).</summary>
    /// <value>The default is 0.99.</value>
    public double Alpha { get; init; } = 0.99;

    /// <summary>Gets what is added to the root of the mean squared gradient.</summary>
    /// <value>The default is 1e-8.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Gets how much of each weight is added to its gradient.</summary>
    /// <value>The default is 0.</value>
    public double WeightDecay { get; init; }

    /// <summary>Gets how much of the last step is kept, in [0, 1).</summary>
    /// <value>The default is 0.</value>
    public double Momentum { get; init; }

    /// <summary>Gets a value indicating whether the mean gradient is taken out of the mean square.</summary>
    public bool Centered { get; init; }

    private protected override IEnumerable<(string Kind, OptimizerState Memory)> Memories => [("squares", _squares), ("means", _means), ("momentum", _momenta)];

    private protected override void Update(Tensor[] tensors)
    {
        using var scope = NewDisposeScope();
        var gradients = TensorList.GradientsOf(tensors);
        if (WeightDecay != 0)
        {
            gradients = Aten.ForeachAddList(gradients, tensors, WeightDecay);
        }

        var roots = Roots(tensors, gradients);
        if (Momentum == 0)
        {
            Aten.ForeachAddcdivScalarInPlace(tensors, gradients, roots, -LearningRate);
            return;
        }

        var momenta = _momenta.Of(tensors, AdamMoments.Zero);
        Aten.ForeachMulScalarInPlace(momenta, Momentum);
        Aten.ForeachAddcdivScalarInPlace(momenta, gradients, roots, 1.0);
        Aten.ForeachAddListInPlace(tensors, momenta, -LearningRate);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _squares.Dispose();
        _means.Dispose();
        _momenta.Dispose();
    }

    private Tensor[] Roots(Tensor[] tensors, TensorList gradients)
    {
        var squares = _squares.Of(tensors, AdamMoments.Zero);
        Aten.ForeachMulScalarInPlace(squares, Alpha);
        Aten.ForeachAddcmulScalarInPlace(squares, gradients, gradients, 1 - Alpha);
        if (Centered)
        {
            var means = _means.Of(tensors, AdamMoments.Zero);
            Aten.ForeachMulScalarInPlace(means, Alpha);
            Aten.ForeachAddListInPlace(means, gradients, 1 - Alpha);
            squares = Aten.ForeachAddcmulScalar(squares, means, means, -1.0);
        }

        var roots = Aten.ForeachSqrt(squares);
        Aten.ForeachAddScalarInPlace(roots, Epsilon);
        return roots;
    }
}
