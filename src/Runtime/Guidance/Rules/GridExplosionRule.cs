using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS102: a grid grows with the power of its dimensions.</summary>
internal sealed class GridExplosionRule : IPlanRule
{
    private static readonly RuleThreshold MostConfigurations =
        new("configurations of a grid", 100, "a default without a source; a random search of 60 trials finds the best twentieth of a space in 95 of 100 runs (1 - 0.95^60)");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS102",
        FindingLevel.Error,
        "grid explosion",
        "A grid has the product of its points, so each further dimension multiplies its cost, and most of its trainings repeat values of the parameters "
        + "that matter while those that do not matter change (Bergstra and Bengio 2012, figure 1). Random, quasi-random and model-based searches try a new "
        + "value of every parameter in every trial, and their cost is the number of trials that you choose.")
    {
        Thresholds = [MostConfigurations],
        Playbook = ["PB-15"],
        Example = new RuleExample(
            """
            budget: { epochs: 10, trial_minutes: 30 }
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              batch_size: { default: 64, choices: [16, 32, 64, 128, 256] }
              weight_decay: { default: 0, low: 1e-6, high: 0.1, scale: log, disabled: 0 }
              warmup: { default: 0, choices: [0, 100, 500, 1000, 2000] }
              dropout: { default: 0, low: 0, high: 0.7 }
            phases:
              - { name: all, tune: [learning_rate, batch_size, weight_decay, warmup, dropout], sampler: grid, points: 5 }
            """,
            """
            budget: { epochs: 10, trial_minutes: 30 }
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              dropout: { default: 0, low: 0, high: 0.7 }
            phases:
              - { name: rate, tune: [learning_rate], trials: 20 }
              - { name: dropout, tune: [learning_rate, dropout], trials: 20 }
            """,
            "foreach (var rate in rates) { foreach (var batch in batches) { foreach (var decay in decays) { Train(rate, batch, decay); } } }",
            "study.Optimize(trial => Train(trial.SuggestFloat(\"learning_rate\", 1e-5, 1.0, log: true)), trials: 20);"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Phases.Where(p => p.Search.Sampler == "grid" && GridSize.Of(plan, p) > MostConfigurations.Value)
            .Select(p => Report(plan, p, knowledge));
    }

    private Finding Report(Plan plan, PlanPhase phase, PlanKnowledge knowledge)
    {
        var tuned = PlanPaths.Tuned(plan, phase);
        var size = GridSize.Of(plan, phase);
        var trials = Math.Min(phase.Trials ?? 200, (int)Math.Min(200, 10 * (tuned.Count + 1)));
        var points = string.Join(" x ", tuned.Select(p => $"{PlanEffort.Text(GridSize.Points(phase, p))} {p.Name}"));
        var instead = PlanEffort.Of(plan, phase, trials, knowledge);
        var hasPoints = phase.Points is not null;
        return new Finding(
            Info.Code,
            FindingLevel.Error,
            $"the phase {phase.Name} searches a grid of {PlanEffort.Text(size)} configurations",
            $"{points} = {PlanEffort.Of(plan, phase, size, knowledge)}",
            $"let the sampler choose {PlanEffort.Text(trials)} trials instead: {instead}",
            PlanPaths.Of(plan, phase, "sampler"),
            new PlanEdit(
                PlanPaths.Of(plan, phase, "sampler"),
                "auto",
                new PlanEdit(PlanPaths.Of(plan, phase, "trials"), FormattableString.Invariant($"{trials}"), hasPoints ? new PlanEdit(PlanPaths.Of(plan, phase, "points"), null) : null)));
    }
}
