using HyperScaffold.Torch.Checkpoints;
using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Tensors;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Optimizers;

/// <summary>What Adam and AdamW share: the step of Kingma and Ba 2015 (algorithm 1), in a few calls for all parameters.</summary>
public abstract class AdamOptimizer : optim.Optimizer
{
    private readonly AdamMoments _moments = new();

    private protected AdamOptimizer(IEnumerable<Parameter> parameters, double learningRate)
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

    /// <summary>Gets the strength of weight decay; the optimizer decides what it acts on.</summary>
    /// <value>The default is 0.</value>
    public double WeightDecay { get; init; }

    /// <summary>Gets a value indicating whether it climbs.</summary>
    public bool Maximize { get; init; }

    private protected override IEnumerable<(string Kind, OptimizerState Memory)> Memories => _moments.Memories;

    private protected override void WriteNumbers(Dictionary<string, double> numbers) => numbers[StateNames.Steps] = _moments.Steps;

    private protected override void ReadNumbers(Dictionary<string, double> numbers) => _moments.Steps = (long)numbers[StateNames.Steps];

    private protected override void Update(Tensor[] tensors)
    {
        using var scope = NewDisposeScope();
        var gradients = TensorList.GradientsOf(tensors);
        if (Maximize)
        {
            gradients = Aten.ForeachNeg(gradients);
        }

        if (WeightDecay != 0)
        {
            gradients = Decay(tensors, gradients);
        }

        var (means, roots) = _moments.Next(tensors, gradients, Beta1, Beta2, Epsilon);
        Aten.ForeachAddcdivScalarInPlace(tensors, means, roots, -LearningRate / (1 - Math.Pow(Beta1, _moments.Steps)));
    }

    // returns the gradients to go on with; called only where weight decay is not 0
    private protected abstract TensorList Decay(Tensor[] tensors, TensorList gradients);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _moments.Dispose();
}
