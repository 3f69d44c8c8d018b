using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Tensors;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>Stochastic gradient descent with a momentum for each member.</summary>
internal sealed class FusedSgd : FusedOptimizer
{
    private MemberNumbers _momentum;

    internal FusedSgd(IReadOnlyList<FusedWeight> weights, IReadOnlyList<TrainerOptions> options)
        : base(weights, options) => _momentum = Numbers(options.Select(o => o.Momentum));

    /// <inheritdoc/>
    internal override void Step(double[] rates)
    {
        var minus = Scaled(rates, -1);
        foreach (var weight in Weights)
        {
            weight.AddTo(weight.Parameter, Direction(weight), minus);
        }
    }

    /// <inheritdoc/>
    internal override void Keep(IReadOnlyList<TrainerOptions> options)
    {
        base.Keep(options);
        _momentum.Dispose();
        _momentum = Numbers(options.Select(o => o.Momentum));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _momentum.Dispose();
        base.Dispose();
    }

    private RawTensor Direction(FusedWeight weight)
    {
        if (_momentum.AreZero)
        {
            return weight.Decayed(Decay);
        }

        var memory = weight.Memory("momentum");
        if (!Options[0].Nesterov)
        {
            Remember(weight, memory, weight.Gradient);
            if (!Decay.AreZero)
            {
                weight.AddTo(memory, weight.Parameter, Decay);
            }

            return memory;
        }

        var gradient = weight.Decayed(Decay);
        Remember(weight, memory, gradient);
        var ahead = Aten.Whole.MulTensor(memory, _momentum.Ranked(weight.Rank));
        Aten.Whole.AddTensorInPlace(ahead, gradient);
        return ahead;
    }

    private void Remember(FusedWeight weight, Tensor memory, RawTensor gradient)
    {
        if (_momentum.AreEqual)
        {
            Aten.Whole.AddOut(gradient, memory, memory, _momentum.First);
        }
        else
        {
            weight.Multiply(memory, _momentum);
            Aten.Whole.AddTensorInPlace(memory, gradient);
        }
    }
}
