using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS106: parameters that interact with the learning rate are tuned apart from it.</summary>
internal sealed class ApartRule : IPlanRule
{
    // role, level, how the best learning rate moves with it
    private static readonly (string Role, FindingLevel Level, string How)[] Partners =
    [
        ("batch_size", FindingLevel.Error, "the best rate grows with it, about in proportion for SGD (Goyal et al. 2017) and with its root for adaptive optimizers (Malladi et al. 2022)"),
        ("schedule", FindingLevel.Warning, "a decaying schedule stands a higher first rate than a constant one"),
        ("momentum", FindingLevel.Warning, "the step that counts is about rate / (1 - momentum)"),
        ("weight_decay", FindingLevel.Warning, "what counts is about the product of rate and decay (van Laarhoven 2017)"),
    ];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS106",
        FindingLevel.Error,
        "interacting parameters tuned apart",
        "The best learning rate depends on batch size, schedule, momentum and weight decay. Whoever tunes one of them at a fixed rate finds the value that suits this rate, "
        + "not the best pair, and whoever then tunes the rate finds it for that value only. Tuned together they cost one more dimension and give the pair; a rate "
        + "that an earlier phase froze is re-opened around its winner, so that this dimension is short.")
    {
        Playbook = ["PB-6", "PB-11"],
        Example = new RuleExample(
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              batch_size: { default: 64, choices: [16, 32, 64, 128, 256] }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20 }
              - { name: batch, tune: [batch_size], trials: 30 }
            """,
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              batch_size: { default: 64, choices: [16, 32, 64, 128, 256] }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20 }
              - { name: batch, tune: [batch_size, learning_rate], trials: 30 }
            """,
            "var batch = trial.SuggestCategorical(\"batch_size\", [16, 64, 256]); return Train(batch, learningRate: 0.001);",
            "var batch = trial.SuggestCategorical(\"batch_size\", [16, 64, 256]); return Train(batch, trial.SuggestFloat(\"learning_rate\", 1e-5, 1.0, log: true));"),
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
            var apart = Partners.SelectMany(p => PlanFacts.Tuned(plan, phase, p.Role).Select(parameter => (Partner: p, Parameter: parameter))).ToList();
            if (apart.Count > 0)
            {
                yield return new Finding(
                    Info.Code,
                    apart.Max(a => a.Partner.Level),
                    $"the phase {phase.Name} tunes {PlanFacts.Names(apart.Select(a => a.Parameter))} at a fixed {PlanFacts.Names(rates)}",
                    string.Join("; ", apart.Select(a => $"{PlanFacts.Names(rates.Append(a.Parameter))}: {a.Partner.How}")),
                    $"tune {PlanFacts.Names(rates)} in the same phase",
                    PlanPaths.Of(plan, phase, "tune"),
                    PlanFacts.With(plan, phase, rates));
            }
        }
    }
}
