using HyperScaffold.Torch.Checkpoints;
using HyperScaffold.Torch.Operators;
using HyperScaffold.Torch.Tensors;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Fusing;

/// <summary>Adam, AdamW and NAdam with betas for each member; all members have taken the same number of steps.</summary>
internal sealed class FusedAdam : FusedOptimizer
{
    private const double MomentumDecay = 0.004;
    private (MemberNumbers Kept, MemberNumbers Taken) _means;
    private (MemberNumbers Kept, MemberNumbers Taken) _squares;
    private long _steps;
    private double[] _products;

    internal FusedAdam(IReadOnlyList<FusedWeight> weights, IReadOnlyList<TrainerOptions> options)
        : base(weights, options)
    {
        (_means, _squares) = (Shares(o => o.Beta1), Shares(o => o.Beta2));
        _products = [.. options.Select(_ => 1.0)];
    }

    /// <inheritdoc/>
    internal override void Step(double[] rates)
    {
        _steps++;
        if (Options[0].Optimizer == OptimizerKind.AdamW && !Decay.AreZero)
        {
            Shrink(rates);
        }

        using var corrections = Numbers(Options.Select(o => 1 / Math.Sqrt(1 - Math.Pow(o.Beta2, _steps))));
        var (ofMean, ofGradient) = Factors(rates);
        using var last = ofGradient;
        foreach (var weight in Weights)
        {
            using var scope = NewDisposeScope();
            var gradient = Options[0].Optimizer == OptimizerKind.AdamW ? weight.Gradient : weight.Decayed(Decay);
            var means = Mean(weight, gradient);
            var roots = Roots(weight, gradient, corrections);
            if (ofGradient is not null)
            {
                weight.AddTo(weight.Parameter, Aten.Whole.DivTensor(gradient, roots), ofGradient);
            }

            weight.AddTo(weight.Parameter, Aten.Whole.DivTensor(means, roots), ofMean);
        }
    }

    /// <inheritdoc/>
    internal override void Keep(IReadOnlyList<TrainerOptions> options)
    {
        var kept = options.Select(o => _products[Options.ToList().FindIndex(b => ReferenceEquals(b, o))]).ToArray();
        base.Keep(options);
        Forget();
        (_means, _squares, _products) = (Shares(o => o.Beta1), Shares(o => o.Beta2), kept);
    }

    /// <inheritdoc/>
    internal override void WriteTo(TrainingState state, int member)
    {
        base.WriteTo(state, member);
        (state.Numbers[StateNames.Steps], state.Numbers[StateNames.Product]) = (_steps, _products[member]);
    }

    /// <inheritdoc/>
    internal override void ReadFrom(IReadOnlyList<TrainingState> states)
    {
        base.ReadFrom(states);
        _steps = (long)states[0].Numbers[StateNames.Steps];
        _products = [.. states.Select(s => s.Numbers.GetValueOrDefault(StateNames.Product, 1))];
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Forget();
        base.Dispose();
    }

    private void Forget()
    {
        foreach (var numbers in (MemberNumbers[])[_means.Kept, _means.Taken, _squares.Kept, _squares.Taken])
        {
            numbers.Dispose();
        }
    }

    private (MemberNumbers Kept, MemberNumbers Taken) Shares(Func<TrainerOptions, double> beta) =>
        (Numbers(Options.Select(beta)), Numbers(Options.Select(o => 1 - beta(o))));

    private void Shrink(double[] rates)
    {
        using var kept = Numbers(rates.Select((r, i) => 1 - (r * Options[i].WeightDecay)));
        foreach (var weight in Weights)
        {
            weight.Multiply(weight.Parameter, kept);
        }
    }

    private Tensor Mean(FusedWeight weight, RawTensor gradient)
    {
        var means = weight.Memory("means");
        weight.Multiply(means, _means.Kept);
        weight.AddTo(means, gradient, _means.Taken);
        return means;
    }

    private Tensor Roots(FusedWeight weight, RawTensor gradient, MemberNumbers corrections)
    {
        var squares = weight.Memory("squares");
        weight.Multiply(squares, _squares.Kept);
        if (_squares.Taken.AreEqual)
        {
            Aten.Whole.AddcmulInPlace(squares, gradient, gradient, _squares.Taken.First);
        }
        else
        {
            Aten.Whole.AddcmulInPlace(squares, Aten.Whole.MulTensor(gradient, gradient), _squares.Taken.Ranked(weight.Rank));
        }

        var roots = Aten.Whole.Sqrt(squares);
        weight.Multiply(roots, corrections);
        Aten.Whole.AddScalarInPlace(roots, Options[0].Epsilon);
        return roots;
    }

    // what the mean over the root is multiplied with, and the gradient over the root where the optimizer looks ahead
    private (MemberNumbers OfMean, MemberNumbers? OfGradient) Factors(double[] rates)
    {
        if (Options[0].Optimizer != OptimizerKind.NAdam)
        {
            return (Scaled([.. rates.Select((r, i) => r / (1 - Math.Pow(Options[i].Beta1, _steps)))], -1), null);
        }

        var (ofMean, ofGradient) = (new double[rates.Length], new double[rates.Length]);
        for (var i = 0; i < rates.Length; i++)
        {
            var (now, next) = (MomentumAt(Options[i].Beta1, _steps), MomentumAt(Options[i].Beta1, _steps + 1));
            _products[i] *= now;
            ofGradient[i] = -rates[i] * (1 - now) / (1 - _products[i]);
            ofMean[i] = rates[i] * next / (1 - (_products[i] * next));
        }

        return (Scaled(ofMean, -1), Numbers(ofGradient));
    }

    private static double MomentumAt(double beta, long step) => beta * (1 - (0.5 * Math.Pow(0.96, step * MomentumDecay)));
}
