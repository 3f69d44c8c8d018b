using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Guidance.PhaseRules;

/// <summary>HS204: a part of the space diverges or fails.</summary>
internal sealed class DivergingRegionRule : IPhaseRule
{
    private static readonly RuleThreshold LeastShare = new("share of the trials outside the refine round that fail in a region", 0.2, "a default; the tuning playbook speaks of a non-trivial share");

    private static readonly RuleThreshold ManyFailures = new("share of failures that no parameter explains", 0.5, "the upper end of what PB-21 bears");

    private static readonly RuleThreshold Purity = new("share of a region's trials that fail", 0.8, "a default without a source");

    private static readonly RuleThreshold Level = new("level of the region, shared by the parameters", 0.005, "Fisher's exact test; strict, because the best of many cuts is taken");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS204",
        FindingLevel.Warning,
        "diverging region",
        "Trials that diverge or crash cost their share of the budget and teach a sampler nothing but to stay away; a training loss ten times the one that trainings begin with counts as diverged, though it is a "
        + "number. Where one end of one range, or one choice, explains them, the range should end there. Where half of all trials fail and no parameter tells which, the fault is rather in the training than in its values. Regions are found by a cut of one parameter (a decision "
        + "stump) and tested by Fisher's exact test; what fails by two parameters together (rate and momentum) is not seen by it.")
    {
        Thresholds = [LeastShare, ManyFailures, Purity, Level],
        Playbook = ["PB-17", "PB-21"],
        Example = new RuleExample(
            """
            parameters:
              learning_rate: { default: 0.01, low: 1e-5, high: 100.0, scale: log }
            """,
            """
            parameters:
              learning_rate: { default: 0.01, low: 1e-5, high: 1.0, scale: log }
            """,
            "trial.SuggestFloat(\"learning_rate\", 1e-5, 100.0, log: true)",
            "trial.SuggestFloat(\"learning_rate\", 1e-5, 1.0, log: true)"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(FinishedPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        var trials = phase.Search.Where(t => t.Round != RoundNames.Refine).ToList();
        var failed = trials.Where(phase.HasFailed).ToList();
        if (failed.Count < LeastShare.Value * trials.Count || failed.Count == trials.Count || DeafObjectiveRule.GivesNoNumber(phase))
        {
            yield break;
        }

        if (FailingRegion.Find(phase) is not { } region)
        {
            if (failed.Count >= ManyFailures.Value * trials.Count && trials.Count >= 6)
            {
                yield return Unexplained(phase, failed, trials.Count);
            }
        }
        else if (region.Counts.Failed >= LeastShare.Value * trials.Count && !StabilityRule.Limits(phase, region))
        {
            yield return region.End is null ? OfChoices(phase, region, Word(phase, failed)) : OfEnd(phase, region, Word(phase, failed));
        }
    }

    private static string Word(FinishedPhase phase, List<FrozenTrial> failed) => 2 * failed.Count(phase.HasDiverged) >= failed.Count ? "diverged" : "failed";

    private Finding OfEnd(FinishedPhase phase, FailingRegion region, string word)
    {
        var p = region.Parameter;
        var isHigh = region.End == RangeEnd.High;
        var cut = Cut(region);
        return new Finding(
            Info.Code,
            Info.Level,
            $"trainings of {phase.Phase.Name} with {p.Name} {(isHigh ? "from" : "up to")} {PhaseText.Value(region.From.Failed)} {word}",
            $"{Share(region.Counts.Failed, region.Counts.All)} {(isHigh ? "at or above" : "at or below")} it {word} and {Share(region.Counts.OutsideFailed, region.Counts.OutsideAll)} of the others; {p.Name} was searched over {PhaseText.Range(p)}",
            $"let {p.Name} {(isHigh ? "end" : "begin")} at {PhaseRemedies.Value(p, cut)}, so that these trials are spent where training works",
            PlanPaths.Of(p, isHigh ? "high" : "low"),
            IsReady(phase, region, cut) ? PhaseRemedies.End(p, region.End ?? RangeEnd.High, cut, hard: PhaseRemedies.IsReopened(phase, p)) : null);
    }

    private static double Cut(FailingRegion region)
    {
        var cut = PhaseRemedies.Rounded(region.Cut);
        return region.Parameter.Type != PlanParameterType.Int ? cut : region.End == RangeEnd.High ? Math.Floor(cut) : Math.Ceiling(cut);
    }

    // an end that would leave out the default, the best or the whole range is no ready edit
    private static bool IsReady(FinishedPhase phase, FailingRegion region, double cut)
    {
        var planned = phase.Plan.FindParameter(region.Parameter.Name) ?? region.Parameter;
        double?[] kept = [PhaseRemedies.Default(planned), phase.Best?.Parameters.GetValueOrDefault(planned.Name)?.Internal];
        return region.End == RangeEnd.High
            ? cut > planned.Low && Array.TrueForAll(kept, v => v is null || v <= cut)
            : cut < planned.High && Array.TrueForAll(kept, v => v is null || v >= cut);
    }

    private Finding OfChoices(FinishedPhase phase, FailingRegion region, string word)
    {
        var p = region.Parameter;
        var left = p.Choices.Where(c => !region.Choices.Contains(c)).ToList();
        var bad = string.Join(", ", region.Choices.Select(PhaseText.Value));
        return new Finding(
            Info.Code,
            Info.Level,
            $"trainings of {phase.Phase.Name} with {p.Name} {bad} {word}",
            $"{Share(region.Counts.Failed, region.Counts.All)} with it {word} and {Share(region.Counts.OutsideFailed, region.Counts.OutsideAll)} of the others",
            $"leave {bad} out, or mend the training for it",
            PlanPaths.Of(p, "choices"),
            left.Contains(p.Default) && left.Count > 1 ? PhaseRemedies.Choices(p, left) : null);
    }

    private Finding Unexplained(FinishedPhase phase, List<FrozenTrial> failed, int all)
    {
        var reason = failed.GroupBy(t => PhaseRemedies.FirstLine(t.Reason), StringComparer.Ordinal).OrderByDescending(g => g.Count()).First();
        return new Finding(
            Info.Code,
            Info.Level,
            $"most trainings of {phase.Phase.Name} {Word(phase, failed)}, and no tuned parameter tells which",
            $"{Share(failed.Count, all)} {Word(phase, failed)}; {reason.Count()} of them with: {reason.Key}",
            "look for a fault in the training, or for two parameters that fail together; dotnet hyper logs shows what it printed",
            PlanPaths.Of(phase.Plan, phase.Phase));
    }

    private static string Share(int part, int all) => $"{PlanEffort.Text(part)} of {PlanEffort.Text(all)}";
}
