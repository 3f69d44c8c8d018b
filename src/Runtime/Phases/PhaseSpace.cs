using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Spaces;

namespace HyperScaffold.Phases;

/// <summary>
/// What a phase searches: its parameters with the ranges that hold now (widened, or re-opened around an earlier winner)
/// and the baseline it starts from. A function of plan and decisions alone.
/// </summary>
public sealed record PhaseSpace
{
    private PhaseSpace(PlanPhase phase, ImmutableArray<PlanParameter> parameters, ImmutableSortedDictionary<string, object?> baseline) =>
        (Phase, Parameters, Baseline) = (phase, parameters, baseline);

    /// <summary>Gets the phase.</summary>
    public PlanPhase Phase { get; }

    /// <summary>Gets the tuned parameters with the ends that hold now, parents first.</summary>
    public ImmutableArray<PlanParameter> Parameters { get; }

    /// <summary>Gets the external values of all the plan's parameters before this phase.</summary>
    public ImmutableSortedDictionary<string, object?> Baseline { get; }

    /// <summary>Computes the space of a phase.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions so far; the phase's own decision gives its widened ranges.</param>
    /// <param name="phase">The phase.</param>
    /// <returns>The space.</returns>
    public static PhaseSpace Of(Plan plan, DecisionBook book, PlanPhase phase)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(phase);
        var baseline = book.Tuned(plan, before: phase.Name);
        var widened = book.Current(phase.Name)?.Widened ?? ImmutableSortedDictionary<string, WidenedRange>.Empty;
        var frozenBefore = plan.Phases.TakeWhile(p => p.Name != phase.Name)
            .SelectMany(p => book.Current(p.Name)?.Frozen.Keys ?? [])
            .ToHashSet(StringComparer.Ordinal);
        var parameters = plan.Parameters
            .Where(p => phase.Tune.Contains(p.Name) && Exists(plan, phase, baseline, p))
            .Select(p => frozenBefore.Contains(p.Name) ? Reopen(plan, phase, baseline, p) : p)
            .Select(p => widened.TryGetValue(p.Name, out var w) ? p with { Low = w.Low, High = w.High } : p);
        return new PhaseSpace(phase, [.. parameters], baseline);
    }

    /// <summary>Tells whether a parameter exists in a phase: a parent that the phase does not tune has one value, which switches it on or off.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="baseline">The values before the phase.</param>
    /// <param name="p">The parameter.</param>
    internal static bool Exists(Plan plan, PlanPhase phase, IReadOnlyDictionary<string, object?> baseline, PlanParameter p) =>
        p.ConditionParent is not { } name
        || plan.FindParameter(name) is not { } parent
        || (Exists(plan, phase, baseline, parent) && (phase.Tune.Contains(name) || p.ConditionChoices.Any(c => AreSame(c, baseline[name]))));

    /// <summary>The space that samplers and workers use; a parameter with a disabled value becomes two.</summary>
    /// <returns>The search space.</returns>
    public SearchSpace ToSearchSpace() => Parameters.Aggregate(SearchSpace.Empty, AddTo);

    private SearchSpace AddTo(SearchSpace space, PlanParameter p)
    {
        var condition = ConditionOf(p);
        return p.Type switch
        {
            PlanParameterType.Categorical => space.Categorical(p.Name, p.Choices, condition),
            PlanParameterType.Int => space.Int(p.Name, (long)p.Low, (long)p.High, p.Log, (long)(p.Step ?? 1), (long?)p.Disabled, condition),
            _ => space.Float(p.Name, p.Low, p.High, p.Log, p.Step, p.Disabled, condition),
        };
    }

    // a file knows 64 and 64.0
    private static bool AreSame(object? value, object? other) => value is long or double && other is long or double
        ? Convert.ToDouble(value, CultureInfo.InvariantCulture).Equals(Convert.ToDouble(other, CultureInfo.InvariantCulture))
        : Equals(value, other);

    private ParameterCondition? ConditionOf(PlanParameter p)
    {
        var parent = Parameters.FirstOrDefault(q => q.Name == p.ConditionParent);
        return parent is null
            ? null
            : new ParameterCondition(parent.Name, [.. p.ConditionChoices.Select(c => parent.Choices.IndexOf(c)).Order()]);
    }

    private static PlanParameter Reopen(Plan plan, PlanPhase phase, ImmutableSortedDictionary<string, object?> baseline, PlanParameter p)
    {
        if (p.Type == PlanParameterType.Categorical || !p.Log || baseline[p.Name] is not { } frozen)
        {
            return p;
        }

        var winner = Convert.ToDouble(frozen, CultureInfo.InvariantCulture);
        if (p.Disabled is { } disabled && winner == disabled)
        {
            return p;
        }

        var (smallest, largest) = p.Role == "learning_rate" ? Scaling(plan, phase, baseline) : (1.0, 1.0);
        var low = p.Hard.HasFlag(HardEnds.Low) ? Math.Max(p.Low, winner * smallest / 10) : winner * smallest / 10;
        var high = p.Hard.HasFlag(HardEnds.High) ? Math.Min(p.High, winner * largest * 10) : winner * largest * 10;
        return p.Type == PlanParameterType.Int
            ? p with { Low = Math.Max(1, Math.Floor(low)), High = Math.Ceiling(high) }
            : p with { Low = Rounded(low), High = Rounded(high) };
    }

    // Goyal et al. 2017 (linear, SGD); Krizhevsky 2014 and Malladi et al. 2022 (square root, adaptive): a prior, not a law
    private static (double Smallest, double Largest) Scaling(Plan plan, PlanPhase phase, ImmutableSortedDictionary<string, object?> baseline)
    {
        var batch = plan.Parameters.FirstOrDefault(p => p.Role == "batch_size" && phase.Tune.Contains(p.Name));
        if (batch is null || baseline[batch.Name] is not { } current)
        {
            return (1, 1);
        }

        var sizes = batch.Type == PlanParameterType.Categorical
            ? batch.Choices.Where(c => c is long or double).Select(c => Convert.ToDouble(c, CultureInfo.InvariantCulture)).ToList()
            : [batch.Low, batch.High];
        var adaptive = plan.Parameters.Any(p => p.Role == "optimizer" && IsAdaptive(baseline[p.Name]));
        var reference = Convert.ToDouble(current, CultureInfo.InvariantCulture);
        double Scale(double size) => Math.Pow(size / reference, adaptive ? 0.5 : 1.0);
        return sizes.Count == 0 ? (1, 1) : (Math.Min(1, Scale(sizes.Min())), Math.Max(1, Scale(sizes.Max())));
    }

    private static bool IsAdaptive(object? optimizer) =>
        optimizer is string name && (name.Contains("adam", StringComparison.OrdinalIgnoreCase) || name.Contains("rmsprop", StringComparison.OrdinalIgnoreCase));

    // three digits keep generated ranges readable; the ends are a prior, so nothing is lost
    private static double Rounded(double value) => double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
