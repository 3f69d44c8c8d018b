using HyperScaffold.Phases;
using HyperScaffold.Trials;
using MathNet.Numerics.Distributions;

namespace HyperScaffold.Guidance;

/// <summary>The statistics that several phase rules use.</summary>
internal static class PhaseStatistics
{
    /// <summary>The median; 0 of nothing.</summary>
    /// <param name="values">The values.</param>
    public static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>The standard deviation of a sample; 0 of fewer than two values.</summary>
    /// <param name="values">The values.</param>
    public static double Deviation(IReadOnlyList<double> values)
    {
        var mean = values.Count == 0 ? 0 : values.Average();
        return values.Count < 2 ? 0 : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }

    /// <summary>How likely means as different as these would be if all groups were alike (one-way analysis of variance, Fisher 1925).</summary>
    /// <param name="groups">The values of each group; groups of one value count too.</param>
    /// <returns>The level, 0 to 1; 1 where it cannot be told.</returns>
    public static double GroupLevel(IReadOnlyList<IReadOnlyList<double>> groups)
    {
        var all = groups.SelectMany(g => g).ToList();
        var (between, within) = (groups.Count(g => g.Count > 0) - 1, all.Count - groups.Count(g => g.Count > 0));
        if (between < 1 || within < 2)
        {
            return 1;
        }

        var mean = all.Average();
        var inside = groups.Where(g => g.Count > 0).Sum(g => g.Sum(v => Math.Pow(v - g.Average(), 2)));
        var across = groups.Where(g => g.Count > 0).Sum(g => g.Count * Math.Pow(g.Average() - mean, 2));
        return inside <= 0 ? (across > 0 ? 0 : 1) : 1 - FisherSnedecor.CDF(between, within, across / between / (inside / within));
    }

    /// <summary>How likely at least so many of a part would have a mark if marks fell by chance (Fisher's exact test, one-sided).</summary>
    /// <param name="all">How many there are.</param>
    /// <param name="marked">How many of all have the mark.</param>
    /// <param name="part">How many are in the part.</param>
    /// <param name="markedPart">How many of the part have the mark.</param>
    /// <returns>The level, 0 to 1.</returns>
    public static double ShareLevel(int all, int marked, int part, int markedPart) =>
        markedPart <= 0 ? 1 : 1 - Hypergeometric.CDF(all, marked, part, markedPart - 1);

    /// <summary>Tells whether a training ended for what its parameters did to it: no number came out.</summary>
    /// <param name="trial">The trial.</param>
    public static bool HasDiverged(FrozenTrial trial) =>
        (trial.State == TrialState.Fail && trial.Reason is { } reason && (reason.Contains("diverged", StringComparison.OrdinalIgnoreCase) || reason.Contains("NaN", StringComparison.Ordinal)))
        || trial is { State: TrialState.Complete, Value: { } v } && !double.IsFinite(v);

    /// <summary>Groups trials by a parameter: a choice each, or the thirds of its range.</summary>
    /// <param name="trials">Complete trials.</param>
    /// <param name="parameter">The parameter with the ends that hold now.</param>
    /// <returns>The values of each group.</returns>
    public static IReadOnlyList<IReadOnlyList<double>> Groups(IEnumerable<FrozenTrial> trials, PlanParameter parameter) =>
    [
        .. trials.Where(t => t.Parameters.ContainsKey(parameter.Name))
            .GroupBy(t => parameter.Type == PlanParameterType.Categorical
                ? t.Parameters[parameter.Name].Internal
                : Math.Min(2, Math.Floor(3 * RangeScale.Position(parameter, t.Parameters[parameter.Name].Internal))))
            .Select(g => (IReadOnlyList<double>)[.. g.Select(t => t.Value ?? 0)]),
    ];
}
