using HyperScaffold.Trials;

namespace HyperScaffold.Guidance.PhaseRules;

/// <summary>HS211: nearly all trials were pruned.</summary>
internal sealed class PrunedAwayRule : IPhaseRule
{
    private static readonly string[] Fierce = ["hyperband", "halving", "threshold"];

    private static readonly RuleThreshold MostPruned = new("share of the trials that were pruned", 0.95, "a default without a source");

    private static readonly RuleThreshold FewestTrials = new("search trials beside the baseline", 20, "below it the share says little");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS211",
        FindingLevel.Warning,
        "nearly everything was pruned",
        "A pruner should end the hopeless trials and let the good half go on. Where it ends nearly all of them, the few that completed are too few to judge the space by, and a model that learns from them knows only how "
        + "trainings begin. Either the pruner compares too early or too strictly, or most of the space is bad and its range should be cut.")
    {
        Thresholds = [MostPruned, FewestTrials],
        Playbook = ["PB-44"],
        Example = new RuleExample(
            """
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 60, pruner: hyperband }
            """,
            """
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 60, pruner: median }
            """,
            "new HyperbandPruner(new HyperbandOptions { ReductionFactor = 4 })",
            "new MedianPruner(startupTrials: 5, warmupSteps: 3)"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(FinishedPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        var trials = phase.Search.Where(t => t.State != TrialState.Fail && t.Number != phase.Baseline?.Number).ToList();
        var pruned = trials.Where(t => t.State == TrialState.Pruned).ToList();
        if (trials.Count < FewestTrials.Value || pruned.Count <= MostPruned.Value * trials.Count)
        {
            yield break;
        }

        var milder = Fierce.Contains(phase.Phase.Search.Pruner) ? "median" : "none";
        var path = PlanPaths.Setting(phase.Plan, phase.Phase, "pruner");
        yield return new Finding(
            Info.Code,
            Info.Level,
            $"nearly all trials of {phase.Phase.Name} were pruned",
            $"{pruned.Count} of {trials.Count} trials beside the baseline were pruned, half of them by epoch {PlanEffort.Text(PhaseStatistics.Median([.. pruned.Select(t => (double)(t.LastReport?.Step ?? 0))]))} of {phase.Epochs}; {PhaseRemedies.Count(trials.Count - pruned.Count, "trial")} completed",
            milder == "none" ? $"prune nothing in this phase, {PhaseRemedies.Again(phase)}" : $"use a milder pruner, {PhaseRemedies.Again(phase)}",
            path,
            new PlanEdit(path, milder));
    }
}
