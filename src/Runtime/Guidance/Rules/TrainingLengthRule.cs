using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS115: the training length is tuned as a parameter.</summary>
internal sealed class TrainingLengthRule : IPlanRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS115",
        FindingLevel.Error,
        "training length tuned as a parameter",
        "Longer is rarely worse when the best epoch counts, so a search over the length learns only that trials cost money, and it compares configurations at different lengths. The "
        + "length is a budget: set it in budget.epochs, look after a phase whether the best epochs lie at the end (then raise it) or long before (then lower it), and tune the rest at this length.")
    {
        Playbook = ["PB-31", "PB-32"],
        Example = new RuleExample(
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              epochs: { default: 30, low: 5, high: 100, type: int, scale: log }
            phases:
              - { name: learning-rate, tune: [learning_rate, epochs], trials: 20 }
            """,
            """
            budget: { epochs: 30 }
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20 }
            """,
            "var epochs = trial.SuggestInt(\"epochs\", 5, 100, log: true);",
            "var epochs = trial.Context.Epochs;"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Phases.SelectMany(p => PlanFacts.Tuned(plan, p, "epochs").Select(e => Report(plan, p, e)));
    }

    private Finding Report(Plan plan, PlanPhase phase, PlanParameter length) => new(
        Info.Code,
        Info.Level,
        $"the phase {phase.Name} tunes {length.Name}, the length of a training",
        $"trials would train {Range(length)} epochs or steps long, so that their values are not comparable and budget.epochs = {plan.Budget.Epochs} says nothing",
        $"set the length in budget.epochs and take {length.Name} out",
        PlanPaths.Of(plan, phase, "tune"),
        PlanFacts.Without(plan, phase, length.Name));

    private static string Range(PlanParameter p) =>
        p.Type == PlanParameterType.Categorical ? string.Join(" or ", p.Choices) : $"{PlanEffort.Text(p.Low)} to {PlanEffort.Text(p.High)}";
}
