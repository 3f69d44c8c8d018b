using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS114: the pruner may end trials that are still warming up.</summary>
internal sealed class WarmupPruningRule : IPlanRule
{
    private static readonly RuleThreshold FirstShare = new("share of a training before which no trial is pruned", 0.1, "the pruners' own warm-up, at least one epoch");

    private static readonly RuleThreshold OneCycleShare = new("share of a training that a one-cycle schedule warms up", PhaseWarmup.OneCycleShare, "Smith and Topin 2018; the default of PyTorch's OneCycleLR");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS114",
        FindingLevel.Warning,
        "pruner may strike during warm-up",
        "A trial that warms its learning rate up is slow at first and fast later, so a comparison with trials that do not warm up ends it too soon, and the search learns that warm-up "
        + "is bad. pruner: auto waits until a trial's own warm-up is over and compares it only with trials that are past theirs; the other pruners do not know it. It is a note for "
        + "one-cycle schedules, which warm up as a part of the schedule.")
    {
        Thresholds = [FirstShare, OneCycleShare],
        Playbook = ["PB-38", "PB-44"],
        Example = new RuleExample(
            """
            budget: { epochs: 30 }
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              warmup_epochs: { default: 0, low: 0, high: 10, type: int }
            phases:
              - { name: warm-up, tune: [warmup_epochs, learning_rate], trials: 20, pruner: median }
            """,
            """
            budget: { epochs: 30 }
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              warmup_epochs: { default: 0, low: 0, high: 10, type: int }
            phases:
              - { name: warm-up, tune: [warmup_epochs, learning_rate], trials: 20, pruner: auto }
            """,
            "new MedianPruner(warmupSteps: 3)",
            "new MedianPruner(warmupSteps: 11)"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var phase in plan.Phases.Where(p => p.Search.Pruner is not ("none" or "auto") && PlanFacts.Epochs(plan, p) > 1))
        {
            foreach (var warmup in LongWarmups(plan, phase))
            {
                yield return Report(plan, phase, $"{warmup.Name} may take {PlanEffort.Text(Longest(plan, phase, warmup))} of {PlanFacts.Epochs(plan, phase)} epochs", FindingLevel.Warning);
            }

            if (PlanPaths.Tuned(plan, phase).FirstOrDefault(HasOneCycle) is { } schedule)
            {
                var epochs = OneCycleShare.Value * PlanFacts.Epochs(plan, phase);
                yield return Report(plan, phase, $"a one-cycle {schedule.Name} warms up for about {PlanEffort.Text(epochs)} of {PlanFacts.Epochs(plan, phase)} epochs", FindingLevel.Note);
            }
        }
    }

    /// <summary>Tells whether a phase tunes a warm-up that outlasts the pruners' own, so that pruning would be unfair.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase.</param>
    /// <returns>True when it does.</returns>
    internal static bool Outlasts(Plan plan, PlanPhase phase) => LongWarmups(plan, phase).Any();

    private static IEnumerable<PlanParameter> LongWarmups(Plan plan, PlanPhase phase) =>
        PlanFacts.Tuned(plan, phase, "warmup").Where(w => Longest(plan, phase, w) > Math.Max(1, FirstShare.Value * PlanFacts.Epochs(plan, phase)));

    private static bool HasOneCycle(PlanParameter p) =>
        p.Role == "schedule" && p.Choices.OfType<string>().Any(PhaseWarmup.IsOneCycle);

    // a number up to 1 is a share of the training; a count without "epoch" in its name is of steps, whose number the plan does not know
    private static double Longest(Plan plan, PlanPhase phase, PlanParameter warmup)
    {
        var most = warmup.Type == PlanParameterType.Categorical ? warmup.Choices.Where(c => c is long or double).Select(Convert.ToDouble).DefaultIfEmpty(0).Max() : warmup.High;
        var epochs = PlanFacts.Epochs(plan, phase);
        return most <= 1 && warmup.Type != PlanParameterType.Int ? most * epochs : warmup.Name.Contains("epoch", StringComparison.Ordinal) ? most : 0;
    }

    private Finding Report(Plan plan, PlanPhase phase, string evidence, FindingLevel level) => new(
        Info.Code,
        level,
        $"the phase {phase.Name} prunes trials that may still be warming up",
        $"{evidence}; the pruner compares from epoch {PlanEffort.Text(Math.Max(1, Math.Floor(FirstShare.Value * PlanFacts.Epochs(plan, phase))) + 1)} on",
        "let the pruner wait for the warm-up: pruner: auto",
        PlanPaths.Of(plan, phase),
        new PlanEdit(PlanPaths.Of(plan, phase, "pruner"), "auto"));
}
