using System.Collections.Immutable;
using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS117: one name stands for two conditional parameters.</summary>
internal sealed class SharedNameRule : IPlanRule
{
    private static readonly string[] Own = ["learning_rate", "momentum", "weight_decay"];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS117",
        FindingLevel.Warning,
        "one name for two conditional parameters",
        "The learning rate of SGD and that of Adam share a name and nothing else: their good values lie one to two orders of magnitude apart. Under one name a model of the trials "
        + "mixes them, and importances and plots pool what must not be pooled. Conditional parameters with names and ranges of their own keep them apart.")
    {
        Playbook = ["PB-12"],
        Example = new RuleExample(
            """
            parameters:
              optimizer: { default: sgd, choices: [sgd, adam] }
              learning_rate: { default: 0.01, low: 1e-5, high: 1.0, scale: log }
            phases:
              - { name: optimizer, tune: [optimizer, learning_rate], trials: 30 }
            """,
            """
            parameters:
              optimizer: { default: sgd, choices: [sgd, adam] }
              sgd_learning_rate: { default: 0.1, low: 1e-3, high: 1.0, scale: log, if: { optimizer: sgd } }
              adam_learning_rate: { default: 0.001, low: 1e-5, high: 0.1, scale: log, if: { optimizer: adam } }
            phases:
              - { name: optimizer, tune: [optimizer, sgd_learning_rate, adam_learning_rate], trials: 30 }
            """,
            "var rate = trial.SuggestFloat(\"learning_rate\", 1e-5, 1.0, log: true); // for both optimizers",
            "var rate = optimizer == \"sgd\" ? trial.SuggestFloat(\"sgd_learning_rate\", 1e-3, 1.0, log: true) : trial.SuggestFloat(\"adam_learning_rate\", 1e-5, 0.1, log: true);"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var phase in plan.Phases)
        {
            foreach (var optimizer in PlanFacts.Tuned(plan, phase, "optimizer").Where(o => MixesFamilies(o.Choices)))
            {
                var shared = PlanPaths.Tuned(plan, phase).Where(p => Own.Contains(p.Role) && Spans(p, optimizer)).ToList();
                if (shared.Count > 0)
                {
                    yield return Report(plan, phase, optimizer, shared);
                }
            }
        }
    }

    private static bool Spans(PlanParameter p, PlanParameter optimizer) =>
        p.ConditionParent is null || (p.ConditionParent == optimizer.Name && MixesFamilies(p.ConditionChoices));

    private static bool MixesFamilies(ImmutableArray<object?> choices)
    {
        var adaptive = choices.OfType<string>().Select(IsAdaptive).Distinct().ToList();
        return adaptive.Count > 1;
    }

    private static bool IsAdaptive(string optimizer) =>
        optimizer.Contains("ada", StringComparison.OrdinalIgnoreCase) || optimizer.Contains("rms", StringComparison.OrdinalIgnoreCase) || optimizer.Contains("lamb", StringComparison.OrdinalIgnoreCase);

    private Finding Report(Plan plan, PlanPhase phase, PlanParameter optimizer, List<PlanParameter> shared) => new(
        Info.Code,
        Info.Level,
        $"the phase {phase.Name} shares {PlanFacts.Names(shared)} among the choices of {optimizer.Name}",
        $"{optimizer.Name} may be {string.Join(" or ", optimizer.Choices)}, and each of them has its own good {PlanFacts.Names(shared)}",
        $"give each its own parameter, such as {optimizer.Choices[0]}_{shared[0].Name}: {{ ..., if: {{ {optimizer.Name}: {optimizer.Choices[0]} }} }}",
        PlanPaths.Of(shared[0]));
}
