using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Guidance;

/// <summary>A part of the space in which trainings fail, told by one parameter: one end of its range, or some of its choices.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="End">The end of a numeric range; null for choices.</param>
/// <param name="From">The value nearest to the rest that failed, and the last that did not; both 0 for choices.</param>
/// <param name="Choices">The failing choices; empty for a range.</param>
/// <param name="Counts">The failed and all trials inside, then outside.</param>
internal sealed record FailingRegion(
    PlanParameter Parameter,
    RangeEnd? End,
    (double Failed, double Held) From,
    IReadOnlyList<object?> Choices,
    (int Failed, int All, int OutsideFailed, int OutsideAll) Counts)
{
    private const int FewestFailed = 3;
    private const double Purity = 0.8;

    // the best of many cuts looks clearer than it is; with this level at most 5 % of phases with random failures show a region (tests)
    private const double Level = 0.005;

    /// <summary>Gets where the range should end: between the two, in the units of its scale.</summary>
    public double Cut => Parameter.Log ? Math.Sqrt(From.Failed * From.Held) : (From.Failed + From.Held) / 2;

    /// <summary>Finds the clearest region of a phase (a decision stump on one parameter).</summary>
    /// <param name="phase">The phase.</param>
    /// <returns>The region, or null.</returns>
    public static FailingRegion? Find(FinishedPhase phase)
    {
        var trials = phase.Search.Where(t => t.Round != RoundNames.Refine).ToList();
        if (trials.Count(phase.HasFailed) < FewestFailed)
        {
            return null;
        }

        var regions = phase.Space.Parameters.SelectMany(p => p.Type == PlanParameterType.Categorical
            ? [OfChoices(p, trials, phase.HasFailed)]
            : new[] { OfEnd(p, RangeEnd.Low, trials, phase.HasFailed), OfEnd(p, RangeEnd.High, trials, phase.HasFailed) }).ToList();
        return regions.OfType<FailingRegion>()
            .Select(r => (Region: r, Level: r.LevelOf()))
            .Where(r => r.Level <= Level / phase.Space.Parameters.Length)
            .OrderBy(r => r.Level)
            .FirstOrDefault().Region?.Sharpened(phase);
    }

    // the refine round, which aims, does not test the region, but it shows where the region begins
    private FailingRegion Sharpened(FinishedPhase phase)
    {
        if (End is not { } end)
        {
            return this;
        }

        var border = RangeScale.Depth(Parameter, From.Failed, end);
        var held = phase.Search.Where(t => !phase.HasFailed(t) && t.Parameters.ContainsKey(Parameter.Name))
            .Select(t => t.Parameters[Parameter.Name].Internal)
            .Where(v => RangeScale.Depth(Parameter, v, end) > border)
            .MinBy(v => RangeScale.Depth(Parameter, v, end));
        return this with { From = (From.Failed, held) };
    }

    private static FailingRegion? OfEnd(PlanParameter p, RangeEnd end, List<FrozenTrial> trials, Func<FrozenTrial, bool> hasFailed)
    {
        var ordered = trials.Where(t => t.Parameters.ContainsKey(p.Name)).OrderBy(t => RangeScale.Depth(p, t.Parameters[p.Name].Internal, end)).ToList();
        var failed = ordered.Count(hasFailed);
        var (best, cut, inside, seen) = (0.0, 0, 0, 0);
        for (var i = 0; i < ordered.Count - 1; i++)
        {
            seen += hasFailed(ordered[i]) ? 1 : 0;
            // the share of the failures that it holds less the share of the others (Youden 1950)
            var merit = (seen / (double)failed) - ((i + 1 - seen) / (double)Math.Max(1, ordered.Count - failed));
            if (merit > best)
            {
                (best, cut, inside) = (merit, i + 1, seen);
            }
        }

        if (cut == 0 || ordered.Count - cut - (failed - inside) < 1)
        {
            return null;
        }

        var held = ordered.Skip(cut).First(t => !hasFailed(t));
        var last = ordered.Take(cut).Last(hasFailed);
        return new FailingRegion(p, end, (last.Parameters[p.Name].Internal, held.Parameters[p.Name].Internal), [], (inside, cut, failed - inside, ordered.Count - cut));
    }

    private static FailingRegion? OfChoices(PlanParameter p, List<FrozenTrial> trials, Func<FrozenTrial, bool> hasFailed)
    {
        var groups = trials.Where(t => t.Parameters.ContainsKey(p.Name)).GroupBy(t => (int)t.Parameters[p.Name].Internal).ToList();
        var bad = groups.Where(g => g.Count(hasFailed) >= Purity * g.Count()).ToList();
        var (inside, all) = (bad.Sum(g => g.Count(hasFailed)), bad.Sum(g => g.Count()));
        return bad.Count == 0 || bad.Count == groups.Count
            ? null
            : new FailingRegion(p, null, (0, 0), [.. bad.Select(g => p.Choices[g.Key])], (inside, all, groups.Sum(g => g.Count(hasFailed)) - inside, groups.Sum(g => g.Count()) - all));
    }

    private double LevelOf() => Counts.Failed < FewestFailed || Counts.Failed < Purity * Counts.All
        ? 1
        : PhaseStatistics.ShareLevel(Counts.All + Counts.OutsideAll, Counts.Failed + Counts.OutsideFailed, Counts.All, Counts.Failed);
}
