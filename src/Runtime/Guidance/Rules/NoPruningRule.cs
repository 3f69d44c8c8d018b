using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS104: hopeless trials are trained to the end.</summary>
internal sealed class NoPruningRule : IPlanRule
{
    private static readonly RuleThreshold LeastEpochs = new("epochs of a trial that are worth pruning", 5, "a default without a source");

    private static readonly RuleThreshold LeastTrials = new("trials of a phase that are worth pruning", 10, "twice the median pruner's 5 start-up trials");

    private static readonly RuleThreshold Kept =
        new("share of the epochs that the median pruner spends", 0.6, "an estimate used until this plan has figures of its own: half of the trials end after a fifth of their epochs");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS104",
        FindingLevel.Warning,
        "no pruning",
        "A trial that is worse than the median of the others at the same epoch rarely ends among the best, and its remaining epochs buy nothing. Ending it is not early "
        + "stopping of a training that you keep: the winner is always trained to the end. The median pruner (Golovin et al. 2017, section 3) compares at equal epochs "
        + "and only after a warm-up. What it saved is measured and shown after each phase.")
    {
        Thresholds = [LeastEpochs, LeastTrials, Kept],
        Playbook = ["PB-44"],
        Example = new RuleExample(
            """
            budget: { epochs: 30 }
            search: { pruner: none }
            """,
            """
            budget: { epochs: 30 }
            search: { pruner: auto }
            """,
            "foreach (var epoch in Fit(hp)) { trial.Report(epoch.ValidationAccuracy, epoch.Number); }",
            "foreach (var epoch in Fit(hp)) { trial.Report(epoch.ValidationAccuracy, epoch.Number); if (trial.ShouldPrune()) { throw new TrialPrunedException(); } }"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(knowledge);
        return plan.Phases.Where(p => p.Search.Pruner == "none" && IsWorthIt(plan, p) && !WarmupPruningRule.Outlasts(plan, p))
            .GroupBy(p => PlanPaths.Setting(plan, p, "pruner"), StringComparer.Ordinal)
            .Select(g => Report(plan, g.Key, [.. g], knowledge));
    }

    private static bool IsWorthIt(Plan plan, PlanPhase phase) =>
        PlanFacts.Epochs(plan, phase) >= LeastEpochs.Value && TrialAllocation.Of(plan, phase) >= LeastTrials.Value;

    private Finding Report(Plan plan, string path, List<PlanPhase> phases, PlanKnowledge knowledge)
    {
        var epochs = phases.Sum(p => (double)TrialAllocation.Of(plan, p) * PlanFacts.Epochs(plan, p));
        var share = MeasuredShare(plan, knowledge) ?? Kept.Value;
        var saved = epochs * (1 - share);
        var source = MeasuredShare(plan, knowledge) is null ? "by a rough estimate" : "by what earlier phases of this plan saved";
        var time = knowledge.EpochSeconds is { } seconds ? $" = {PlanEffort.Duration(saved * seconds / 3600)} of one worker" : string.Empty;
        return new Finding(
            Info.Code,
            Info.Level,
            $"{PlanFacts.Names(phases)} every trial is trained to the end",
            $"{PlanEffort.Text(epochs)} epochs without pruning; {PlanEffort.Text(Math.Round(saved))} of them{time} would be saved {source}",
            "prune trials that are worse than the median at the same epoch",
            path,
            new PlanEdit(path, "auto"));
    }

    private static double? MeasuredShare(Plan plan, PlanKnowledge knowledge)
    {
        var pruned = knowledge.Decisions.Decisions.Where(d => d.Evidence is { Pruned: > 0, Trials: > 0 } && plan.FindPhase(d.Phase) is not null).ToList();
        var full = pruned.Sum(d => (double)d.Evidence!.Trials * PlanFacts.Epochs(plan, plan.FindPhase(d.Phase)!));
        return full > 0 ? Math.Min(1, pruned.Sum(d => d.Evidence!.Epochs) / full) : null;
    }
}
