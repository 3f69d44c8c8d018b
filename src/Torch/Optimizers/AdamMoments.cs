using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Tensors;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Optimizers;

/// <summary>The running means of gradients and of their squares that Adam and its kin remember.</summary>
internal sealed class AdamMoments : IDisposable
{
    private readonly OptimizerState _means = new();
    private readonly OptimizerState _squares = new();

    /// <summary>Gets the number of steps so far.</summary>
    internal long Steps { get; set; }

    /// <summary>Gets what is remembered of each parameter.</summary>
    internal IEnumerable<(string Kind, OptimizerState Memory)> Memories => [("means", _means), ("squares", _squares)];

    /// <summary>Takes gradients in; returns the means and the corrected roots of the mean squares, plus epsilon.</summary>
    internal (Tensor[] Means, Tensor[] Roots) Next(Tensor[] tensors, TensorList gradients, double beta1, double beta2, double epsilon)
    {
        Steps++;
        var means = _means.Of(tensors, Zero);
        var squares = _squares.Of(tensors, Zero);
        Aten.ForeachMulScalarInPlace(means, beta1);
        Aten.ForeachAddListInPlace(means, gradients, 1 - beta1);
        Aten.ForeachMulScalarInPlace(squares, beta2);
        Aten.ForeachAddcmulScalarInPlace(squares, gradients, gradients, 1 - beta2);
        var roots = Aten.ForeachSqrt(squares);
        Aten.ForeachDivScalarInPlace(roots, Math.Sqrt(1 - Math.Pow(beta2, Steps)));
        Aten.ForeachAddScalarInPlace(roots, epsilon);
        return (means, roots);
    }

    /// <summary>A zero for each element of a parameter.</summary>
    internal static Tensor Zero(Tensor parameter) => parameter.detach().clone().zero_();

    /// <inheritdoc/>
    public void Dispose()
    {
        _means.Dispose();
        _squares.Dispose();
    }
}
