using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS107: too few trials for the method.</summary>
internal sealed class FewTrialsRule : IPlanRule
{
    private static readonly RuleThreshold ByHand = new("trials below which tuning by hand is at least as good", 10, "a default without a source; the best of 10 uniform draws lies among the best fifth of a space in 9 of 10 searches (1 - 0.8^10)");

    private static readonly RuleThreshold Model = new("trials of a model-based sampler", 20, "TPE draws its first 10 trials at random (Optuna's default), so that with 20 the model chooses half");

    private static readonly string[] Models = ["tpe", "gp"];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS107",
        FindingLevel.Warning,
        "too few trials for the method",
        "A model-based sampler has to see trials before it can choose better than chance; before that it is a random search. A handful of trials in half an hour is "
        + "spent better by hand: one short run over a range of learning rates, two or three full trainings around its best, and a look at the curves after each.")
    {
        Thresholds = [ByHand, Model],
        Playbook = ["PB-14", "PB-18"],
        Example = new RuleExample(
            """
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 3, sampler: tpe }
            """,
            """
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20, sampler: tpe }
            """,
            "study.Optimize(Objective, trials: 3);",
            "study.Optimize(Objective, trials: 20);"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Phases.Where(p => p.Search.Sampler != "grid" && TrialAllocation.Of(plan, p) < Least(p)).Select(p => Report(plan, p, knowledge));
    }

    private static double Least(PlanPhase phase) => IsModel(phase) ? Model.Value : ByHand.Value;

    private static bool IsModel(PlanPhase phase) => Models.Any(m => phase.Search.Sampler.StartsWith(m, StringComparison.Ordinal));

    private Finding Report(Plan plan, PlanPhase phase, PlanKnowledge knowledge)
    {
        var trials = TrialAllocation.Of(plan, phase);
        var chosen = Math.Max(0, trials - 10);
        var model = IsModel(phase) ? $"of {PhaseRemedies.Count(trials, "trial")} the model of {phase.Search.Sampler} would choose {chosen}; " : string.Empty;
        var chance = Math.Pow(0.9, trials);
        var byHand = trials < ByHand.Value ? ", or tune by hand: train at three learning rates a factor of 10 apart, then a factor of 3 around the best" : string.Empty;
        var least = FormattableString.Invariant($"{Least(phase)}");
        return new Finding(
            Info.Code,
            Info.Level,
            $"the phase {phase.Name} has {PhaseRemedies.Count(trials, "trial")}",
            $"{model}{PlanEffort.Text(Math.Round(100 * chance))} of 100 random searches of {PhaseRemedies.Count(trials, "trial")} miss the best tenth of the space; {PlanEffort.Of(plan, phase, trials, knowledge)}",
            $"give it {least} trials{byHand}",
            PlanPaths.Of(plan, phase, "trials"),
            new PlanEdit(PlanPaths.Of(plan, phase, "trials"), least));
    }
}
