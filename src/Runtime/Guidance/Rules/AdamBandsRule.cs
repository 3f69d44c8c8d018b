using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS118: an optimizer's parameters beyond what the number of trials supports.</summary>
internal sealed class AdamBandsRule : IPlanRule
{
    private static readonly RuleThreshold Beta1 = new("trials from which Adam's beta1 is worth tuning", 10, "tuning playbook: with fewer than 10 trials only the learning rate");

    private static readonly RuleThreshold Epsilon = new("trials from which Adam's epsilon is worth tuning", 25, "tuning playbook: 10 to 25 trials for the learning rate and beta1");

    private static readonly RuleThreshold Beta2 = new("trials from which Adam's beta2 is worth tuning", 50, "tuning playbook: well over 25 trials; 50 is our reading of well over");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS118",
        FindingLevel.Warning,
        "optimizer parameters beyond the trials",
        "Adam has four parameters of very different effect. Few trials are best spent on the learning rate alone, more of them on beta1 too, then epsilon, then beta2 (tuning playbook). "
        + "Earlier the search spreads over values that change nothing.")
    {
        Thresholds = [Beta1, Epsilon, Beta2],
        Playbook = ["PB-41"],
        Example = new RuleExample(
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              epsilon: { default: 1e-8, low: 1e-10, high: 0.1, scale: log }
            phases:
              - { name: optimizer, tune: [learning_rate, epsilon], trials: 20 }
            """,
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
            phases:
              - { name: optimizer, tune: [learning_rate], trials: 20 }
            """,
            "trial.SuggestFloat(\"epsilon\", 1e-10, 0.1, log: true)",
            "const double Epsilon = 1e-8;"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Phases.SelectMany(p => PlanPaths.Tuned(plan, p).Select(q => (Phase: p, Parameter: q, Least: LeastOf(q))))
            .Where(x => TrialAllocation.Of(plan, x.Phase) < x.Least)
            .Select(x => Report(plan, x.Phase, x.Parameter, x.Least));
    }

    private static double LeastOf(PlanParameter p) => p.Role switch
    {
        "beta2" => Beta2.Value,
        "epsilon" => Epsilon.Value,
        "momentum" when p.Name.Contains("beta", StringComparison.Ordinal) => Beta1.Value,
        _ => 0,
    };

    private Finding Report(Plan plan, PlanPhase phase, PlanParameter parameter, double least) => new(
        Info.Code,
        Info.Level,
        $"the phase {phase.Name} tunes {parameter.Name} in {TrialAllocation.Of(plan, phase)} trials",
        $"{parameter.Name} is worth tuning from {PlanEffort.Text(least)} trials on",
        $"leave {parameter.Name} at its default, or give the phase {PlanEffort.Text(least)} trials",
        PlanPaths.Of(plan, phase, "tune"),
        PlanFacts.Without(plan, phase, parameter.Name));
}
