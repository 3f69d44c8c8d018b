using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Guidance.PhaseRules;

/// <summary>HS202: too few trials came near the best.</summary>
internal sealed class GoodPointsRule : IPhaseRule
{
    private const int MostGrowth = 3;

    private static readonly RuleThreshold Wanted = new("trials near the best", 3, "the least of the tuning playbook's check of a study's density (PB-20)");

    private static readonly RuleThreshold Near = new("noises that a trial may lie behind the best and still be near it", 2, "the noise band of an edge");

    private static readonly RuleThreshold Share =
        new("share of the lead of the best over the median that a trial may lie behind the best and still be near it", 0.1, "a default without a source, for objectives with little noise");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS202",
        FindingLevel.Warning,
        "too few good points",
        "One lonely good trial may be luck, and it does not show where the good region ends. The tuning playbook asks whether enough points were sampled in the good region before "
        + "a study is believed. Here a trial counts as near the best when it lies within twice the noise of what the best reaches (over fresh seeds, where it was confirmed), or within a tenth of the best's lead over the median trial, whichever is more; a pruned one as it stood when it was ended. "
        + "The number of trials that is missing follows from the rate at which near ones were found.")
    {
        Thresholds = [Wanted, Near, Share],
        Playbook = ["PB-14", "PB-18", "PB-20"],
        Example = new RuleExample(
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              width: { default: 128, low: 32, high: 512, scale: log, type: int }
              dropout: { default: 0, low: 0, high: 0.7, hard: low }
            phases:
              - { name: all, tune: [learning_rate, width, dropout], trials: 10 }
            """,
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              width: { default: 128, low: 32, high: 512, scale: log, type: int }
              dropout: { default: 0, low: 0, high: 0.7, hard: low }
            phases:
              - { name: all, tune: [learning_rate, width, dropout], trials: 30 }
            """,
            "study.Optimize(Objective, trials: 10);",
            "study.Optimize(Objective, trials: 30);"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(FinishedPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        if (!CanTell(phase) || phase.Best is not { Value: { } best })
        {
            yield break;
        }

        // the best search value is the luckiest too; what it reaches over fresh seeds is what the others are compared with
        var reached = phase.Decision.Evidence?.Best is { } mean && phase.Noise.Degrees > 0 ? phase.Direction == StudyDirection.Maximize ? Math.Min(best, mean) : Math.Max(best, mean) : best;
        var median = PhaseStatistics.Median([.. phase.Complete.Select(t => t.Value ?? best)]);
        var band = Math.Max(Near.Value * phase.Noise.Deviation, Share.Value * phase.Lead(best, median));

        // one that was ended early is compared where it was ended
        var near = phase.Complete.Count(t => phase.Lead(reached, t.Value ?? best) <= band)
            + phase.Search.Count(t => t.State == TrialState.Pruned && TrialStanding.Lead(phase.Best, t, phase.Direction) <= band);
        if (near < Wanted.Value)
        {
            yield return Report(phase, reached, band, Math.Max(1, near));
        }
    }

    // choices alone can be tried one by one; a default that wins, an edge and a border of divergence are for other rules
    private static bool CanTell(FinishedPhase phase) =>
        phase.Complete.Length >= Wanted.Value
        && phase.Best?.Number != phase.Baseline?.Number
        && phase.Space.Parameters.Any(p => p.Type != PlanParameterType.Categorical)
        && EdgeDetector.Find(phase.Space, phase.Trials, phase.Direction, phase.SearchNoise).IsEmpty
        && !StabilityRule.Limits(phase);

    private Finding Report(FinishedPhase phase, double best, double band, int near)
    {
        var needed = (int)Math.Ceiling(Wanted.Value * phase.Search.Length / near);
        var trials = Math.Clamp(needed, phase.Budget + 1, MostGrowth * phase.Budget);
        var few = needed > trials ? ", or tune fewer parameters at once" : string.Empty;
        return new Finding(
            Info.Code,
            Info.Level,
            $"only {near} of {PhaseRemedies.Count(phase.Search.Length, "trial")} of {phase.Phase.Name} came near the best",
            $"{near} {(near == 1 ? "lies" : "lie")} within {PhaseText.Metric(band)} of the {PhaseText.Metric(best)} that the best reaches ({PhaseRemedies.NoiseSource(phase)} is {PhaseText.Metric(phase.Noise.Deviation)}), "
            + $"and {PlanEffort.Text(Wanted.Value)} are wanted; at this rate that takes about {PlanEffort.Text(needed)} trials, {PlanEffort.Text(needed - phase.Search.Length)} more",
            $"give the phase {PlanEffort.Text(trials)} trials{few}",
            PlanPaths.Of(phase.Plan, phase.Phase),
            PhaseRemedies.Trials(phase, trials));
    }
}
