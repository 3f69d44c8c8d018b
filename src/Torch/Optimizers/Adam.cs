using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Tensors;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Optimizers;

/// <summary>Adam (Kingma and Ba 2015, algorithm 1), computed for all parameters in a few calls.</summary>
public sealed class Adam : optim.Optimizer
{
    private readonly OptimizerState _means = new();
    private readonly OptimizerState _squares = new();
    private long _steps;

    internal Adam(IEnumerable<Parameter> parameters, double learningRate)
        : base(parameters, learningRate)
    {
    }

    /// <summary>Gets how much of the mean gradient is kept, in [0, 1).</summary>
    /// <value>The default is 0.9.</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Gets how much of the mean squared gradient is kept, in [0, 1).</summary>
    /// <value>The default is 0.999.</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Gets what is added to the root of the mean squared gradient.</summary>
    /// <value>The default is 1e-8.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Gets how much of each weight is added to its gradient.</summary>
    /// <value>The default is 0.</value>
    public double WeightDecay { get; init; }

    /// <summary>Gets a value indicating whether it climbs.</summary>
    public bool Maximize { get; init; }

    private protected override void Update(Tensor[] tensors)
    {
        using var scope = NewDisposeScope();
        _steps++;
        var gradients = Arg.GradientsOf(tensors);
        if (Maximize)
        {
            gradients = Ops.ForeachNeg.CallMany(gradients);
        }

        if (WeightDecay != 0)
        {
            gradients = Ops.ForeachAddList.CallMany(gradients, tensors, WeightDecay);
        }

        var means = _means.Of(tensors, Zero);
        var squares = _squares.Of(tensors, Zero);
        Ops.ForeachMulScalarInPlace.Run(means, Beta1);
        Ops.ForeachAddListInPlace.Run(means, gradients, 1 - Beta1);
        Ops.ForeachMulScalarInPlace.Run(squares, Beta2);
        Ops.ForeachAddcmulScalarInPlace.Run(squares, gradients, gradients, 1 - Beta2);
        var roots = Ops.ForeachSqrt.CallMany(squares);
        Ops.ForeachDivScalarInPlace.Run(roots, Math.Sqrt(1 - Math.Pow(Beta2, _steps)));
        Ops.ForeachAddScalarInPlace.Run(roots, Epsilon);
        Ops.ForeachAddcdivScalarInPlace.Run(tensors, means, roots, -LearningRate / (1 - Math.Pow(Beta1, _steps)));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _means.Dispose();
        _squares.Dispose();
    }

    private static Tensor Zero(Tensor parameter) => parameter.detach().clone().zero_();
}
