using HyperScaffold.Torch.Checkpoints;
using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Tensors;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Optimizers;

/// <summary>Adam with Nesterov's look ahead (Dozat 2016, in PyTorch's form), in a few calls for all parameters.</summary>
public sealed class NAdam : optim.Optimizer
{
    private readonly AdamMoments _moments = new();
    private double _product = 1;

    internal NAdam(IEnumerable<Parameter> parameters, double learningRate)
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

    /// <summary>Gets how fast the momentum rises over the steps to its full value.</summary>
    /// <value>The default is 0.004.</value>
    public double MomentumDecay { get; init; } = 0.004;

    private protected override IEnumerable<(string Kind, OptimizerState Memory)> Memories => _moments.Memories;

    private protected override void WriteNumbers(Dictionary<string, double> numbers) =>
        (numbers[StateNames.Steps], numbers[StateNames.Product]) = (_moments.Steps, _product);

    private protected override void ReadNumbers(Dictionary<string, double> numbers) =>
        (_moments.Steps, _product) = ((long)numbers[StateNames.Steps], numbers[StateNames.Product]);

    private protected override void Update(Tensor[] tensors)
    {
        using var scope = NewDisposeScope();
        var gradients = TensorList.GradientsOf(tensors);
        if (WeightDecay != 0)
        {
            gradients = Aten.ForeachAddList(gradients, tensors, WeightDecay);
        }

        var (means, roots) = _moments.Next(tensors, gradients, Beta1, Beta2, Epsilon);
        var (now, next) = (MomentumAt(_moments.Steps), MomentumAt(_moments.Steps + 1));
        _product *= now;
        Aten.ForeachAddcdivScalarInPlace(tensors, gradients, roots, -LearningRate * (1 - now) / (1 - _product));
        Aten.ForeachAddcdivScalarInPlace(tensors, means, roots, -LearningRate * next / (1 - (_product * next)));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _moments.Dispose();

    private double MomentumAt(long step) => Beta1 * (1 - (0.5 * Math.Pow(0.96, step * MomentumDecay)));
}
