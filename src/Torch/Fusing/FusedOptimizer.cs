using HyperScaffold.Torch.Checkpoints;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>Changes the weights of all members along their gradients, each with its own numbers.</summary>
internal abstract class FusedOptimizer : IDisposable
{
    private readonly ScalarType _type;
    private readonly Device _device;
    private MemberNumbers _decay;
    private MemberNumbers? _scaled;

    private protected FusedOptimizer(IReadOnlyList<FusedWeight> weights, IReadOnlyList<TrainerOptions> options)
    {
        Weights = weights;
        (_type, _device) = (weights[0].Parameter.dtype, weights[0].Parameter.device);
        (Options, _decay) = (options, Numbers(options.Select(o => o.WeightDecay)));
    }

    /// <summary>Gets the weights.</summary>
    private protected IReadOnlyList<FusedWeight> Weights { get; }

    /// <summary>Gets the options of each member.</summary>
    private protected IReadOnlyList<TrainerOptions> Options { get; private set; }

    /// <summary>Gets the weight decay.</summary>
    private protected MemberNumbers Decay => _decay;

    /// <summary>The optimizer that members with these options share.</summary>
    internal static FusedOptimizer Create(IReadOnlyList<FusedWeight> weights, IReadOnlyList<TrainerOptions> options) => options[0].Optimizer switch
    {
        OptimizerKind.Sgd => new FusedSgd(weights, options),
        OptimizerKind.RmsProp => new FusedRmsProp(weights, options),
        _ => new FusedAdam(weights, options),
    };

    /// <summary>Takes a step; recording is off.</summary>
    /// <param name="rates">The learning rate of each member.</param>
    internal abstract void Step(double[] rates);

    /// <summary>Goes on with some members.</summary>
    internal virtual void Keep(IReadOnlyList<TrainerOptions> options)
    {
        _decay.Dispose();
        _scaled?.Dispose();
        (Options, _decay, _scaled) = (options, Numbers(options.Select(o => o.WeightDecay)), null);
    }

    /// <summary>Writes down what is remembered of one member.</summary>
    internal virtual void WriteTo(TrainingState state, int member)
    {
        for (var i = 0; i < Weights.Count; i++)
        {
            Weights[i].WriteTo(state, i, member);
        }
    }

    /// <summary>Takes over what each member wrote down.</summary>
    internal virtual void ReadFrom(IReadOnlyList<TrainingState> states)
    {
        for (var i = 0; i < Weights.Count; i++)
        {
            Weights[i].ReadFrom(states, i);
        }
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        _decay.Dispose();
        _scaled?.Dispose();
    }

    /// <summary>One number for each member.</summary>
    private protected MemberNumbers Numbers(IEnumerable<double> values) => new(values, _type, _device);

    // most schedules stay the same for many steps, so the last numbers are kept
    private protected MemberNumbers Scaled(double[] rates, double factor)
    {
        var wanted = Array.ConvertAll(rates, r => r * factor);
        if (_scaled?.Are(wanted) != true)
        {
            _scaled?.Dispose();
            _scaled = Numbers(wanted);
        }

        return _scaled;
    }
}
