using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS116: the learning rate is fixed while the optimizer or the network's size varies.</summary>
internal sealed class FixedRateRule : IPlanRule
{
    private static readonly (string Role, FindingLevel Level, string How)[] Scientific =
    [
        ("optimizer", FindingLevel.Error, "rates of SGD and of adaptive optimizers differ by one to two orders of magnitude"),
        ("width", FindingLevel.Warning, "the best rate falls with width (Yang et al. 2022)"),
        ("depth", FindingLevel.Warning, "deeper networks stand smaller rates"),
    ];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS116",
        FindingLevel.Error,
        "learning rate fixed while optimizer or width varies",
        "A comparison of optimizers or sizes at one learning rate compares how well this rate suits each of them. To compare the things themselves, each must have a rate of its own, "
        + "tuned with equal effort: the learning rate is a nuisance parameter of the comparison (tuning playbook).")
    {
        Playbook = ["PB-9", "PB-10", "PB-11"],
        Example = new RuleExample(
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              hidden: { default: 128, low: 32, high: 512, scale: log, type: int }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20 }
              - { name: architecture, tune: [hidden], trials: 20 }
            """,
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              hidden: { default: 128, low: 32, high: 512, scale: log, type: int }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20 }
              - { name: architecture, tune: [hidden, learning_rate], trials: 20 }
            """,
            "var hidden = trial.SuggestInt(\"hidden\", 32, 512, log: true); return Train(hidden, rate);",
            "var hidden = trial.SuggestInt(\"hidden\", 32, 512, log: true); return Train(hidden, trial.SuggestFloat(\"learning_rate\", rate / 10, rate * 10, log: true));"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (PlanFacts.LearningRates(plan) is not { Count: > 0 } rates)
        {
            yield break;
        }

        foreach (var phase in plan.Phases.Where(p => !PlanFacts.TunesRate(plan, p)))
        {
            var varied = Scientific.SelectMany(s => PlanFacts.Tuned(plan, phase, s.Role).Select(p => (Reason: s, Parameter: p))).ToList();
            if (varied.Count > 0)
            {
                yield return new Finding(
                    Info.Code,
                    varied.Max(v => v.Reason.Level),
                    $"the phase {phase.Name} varies {PlanFacts.Names(varied.Select(v => v.Parameter))} at a fixed {PlanFacts.Names(rates)}",
                    string.Join("; ", varied.Select(v => $"{v.Parameter.Name}: {v.Reason.How}")),
                    $"tune {PlanFacts.Names(rates)} in the same phase",
                    PlanPaths.Of(plan, phase, "tune"),
                    PlanFacts.With(plan, phase, rates));
            }
        }
    }
}
