using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.PhaseRules;

/// <summary>HS209: nothing that the phase tried beat the default.</summary>
internal sealed class DefaultWinsRule : IPhaseRule
{
    private static readonly RuleThreshold FewestTrials = new("complete trials", 5, "a default without a source");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS209",
        FindingLevel.Warning,
        "the default wins",
        "When no trial beats the values that held before, either these values are already good, which is worth knowing, or the search had too few trials to come near them. "
        + "It is a note as long as the default leads by no more than noise, and a warning where it leads all candidates beyond noise: then the search missed a region that is known to be good.")
    {
        Thresholds = [FewestTrials],
        Playbook = ["PB-18", "PB-27", "PB-29"],
        Example = new RuleExample(
            """
            parameters:
              learning_rate: { default: 0.02, low: 1e-5, high: 1.0, scale: log }
              width: { default: 128, low: 32, high: 512, scale: log, type: int }
              dropout: { default: 0.2, low: 0, high: 0.7, hard: low }
            phases:
              - { name: all, tune: [learning_rate, width, dropout], trials: 6 }
            """,
            """
            parameters:
              learning_rate: { default: 0.02, low: 1e-5, high: 1.0, scale: log }
              width: { default: 128, low: 32, high: 512, scale: log, type: int }
              dropout: { default: 0.2, low: 0, high: 0.7, hard: low }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20 }
            """,
            "study.Optimize(Objective, trials: 6);",
            "study.EnqueueTrial(defaults); study.Optimize(Objective, trials: 20);"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(FinishedPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        if (!Wins(phase) || phase.Complete.Length < FewestTrials.Value || phase.Best?.Value is null || NothingMattersRule.Holds(phase) || IsConstant(phase))
        {
            yield break;
        }

        yield return Report(phase);
    }

    // where no candidate was retrained, as when the budget ended, only the search can tell
    private static bool Wins(FinishedPhase phase) => phase.Decision is { State: DecisionState.Kept, Evidence: { Baseline: not null } evidence }
        && (evidence.Gain is { } gain ? gain <= 0 : phase.Best?.Number == phase.Baseline?.Number);

    // HS214 speaks of it
    private static bool IsConstant(FinishedPhase phase) => phase.Complete[0].Value == phase.Complete[^1].Value;

    private Finding Report(FinishedPhase phase)
    {
        var isBeyond = phase.Decision.Evidence is { Gain: { } gain, Threshold: { } threshold } && -gain > threshold;
        return new Finding(
            Info.Code,
            isBeyond ? Info.Level : FindingLevel.Note,
            $"nothing that {phase.Phase.Name} tried beat the values that held before",
            Numbers(phase),
            isBeyond ? "the search missed a region that is known to be good: give it more trials, or a range around those values" : "keep them, and spend trials on another question",
            PlanPaths.Of(phase.Plan, phase.Phase),
            isBeyond ? PhaseRemedies.Trials(phase, 2 * phase.Budget) : null);
    }

    private static string Numbers(FinishedPhase phase)
    {
        var defaults = PhaseText.Values(phase.Space.Parameters.Select(p => KeyValuePair.Create(p.Name, phase.Space.Baseline.GetValueOrDefault(p.Name))));
        var evidence = phase.Decision.Evidence;
        return phase.Best?.Number == phase.Baseline?.Number
            ? $"with {defaults} the metric is {PhaseText.Metric(phase.Baseline?.Value)}, and the best of {PhaseRemedies.Count(phase.Complete.Length - 1, "other complete trial")} reached {PhaseText.Metric(phase.Complete.FirstOrDefault(t => t != phase.Baseline)?.Value)}"
            : $"over fresh seeds {defaults} reaches {PhaseText.Metric(evidence?.Baseline)} and the best candidate {PhaseText.Metric(evidence?.Best)}, with noise {PhaseText.Metric(evidence?.Noise)}";
    }
}
