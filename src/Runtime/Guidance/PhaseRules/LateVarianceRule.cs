using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Guidance.PhaseRules;

/// <summary>HS215: from epoch to epoch the metric varies as much as between configurations.</summary>
internal sealed class LateVarianceRule : IPhaseRule
{
    private const int MoreSeeds = 5;

    private static readonly RuleThreshold LeastShare = new("late jitter over the lead of the best over the median trial", 0.5, "jitter alone makes the best of ten trainings lead by about its own size, seldom by twice (tests)");

    private static readonly RuleThreshold FewestTrials = new("complete trials outside the refine round", 6, "a default without a source");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS215",
        FindingLevel.Warning,
        "late variance as large as the differences",
        "When the metric jumps from epoch to epoch, late in training, by as much as good configurations differ from usual ones, then which epoch was looked at decides who wins. The best epoch of each training makes it worse: it picks "
        + "the luckiest. A larger validation part, a larger batch, a schedule that decays or averaged weights make the curve calm; more seeds make the verdict sound. Jitter is measured between neighbouring epochs of "
        + "the last fifth (von Neumann 1941), so that a slow trend is none.")
    {
        Thresholds = [LeastShare, FewestTrials],
        Playbook = ["PB-24", "PB-43"],
        Example = new RuleExample(
            """
            parameters:
              batch_size: { default: 4, choices: [2, 4, 8] }
              learning_rate: { default: 0.1, low: 0.01, high: 1.0, scale: log }
            phases:
              - { name: batch, tune: [batch_size, learning_rate], trials: 30, confirm: { top: 3, seeds: 2 } }
            """,
            """
            parameters:
              batch_size: { default: 64, choices: [32, 64, 128] }
              learning_rate: { default: 0.01, low: 0.0001, high: 1.0, scale: log }
            phases:
              - { name: batch, tune: [batch_size, learning_rate], trials: 30, confirm: { top: 3, seeds: 5 } }
            """,
            "var validation = rows.Take(50);",
            "var validation = rows.Take(1000);"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(FinishedPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        var judged = phase.Leaders.Where(t => t.IntermediateValues.Count(v => double.IsFinite(v.Value)) >= CurveFacts.FewestEpochs).ToList();
        if (judged.Count == 0 || phase.Explored.Length < FewestTrials.Value)
        {
            yield break;
        }

        var jitter = PhaseStatistics.Median(judged.ConvertAll(t => LateJitter.Of(CurveFacts.Goodness(t.IntermediateValues, phase.Direction))));
        var best = phase.Explored[0].Value ?? 0;
        var median = PhaseStatistics.Median([.. phase.Explored.Select(t => t.Value ?? 0)]);
        if (jitter <= 0 || jitter < LeastShare.Value * phase.Lead(best, median))
        {
            yield break;
        }

        var seeds = phase.Phase.Search.ConfirmSeeds;
        yield return new Finding(
            Info.Code,
            Info.Level,
            $"late in training the metric of {phase.Phase.Name} varies as much as its configurations differ",
            $"from epoch to epoch it varies by {PhaseText.Metric(jitter)} at the end (median of {PhaseRemedies.Count(judged.Count, "training")}), and the best explored trial leads the median one by {PhaseText.Metric(phase.Lead(best, median))}",
            "calm the curve: a larger validation part or batch, a schedule that decays, averaged weights" + (seeds < MoreSeeds ? $"; until then confirm with {MoreSeeds} seeds" : string.Empty),
            PlanPaths.Of(phase.Plan, phase.Phase),
            seeds < MoreSeeds ? PhaseRemedies.Seeds(phase, MoreSeeds) : null);
    }
}
