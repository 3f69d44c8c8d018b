using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS109: too many important parameters at once for the trials given.</summary>
internal sealed class ManyParametersRule : IPlanRule
{
    private static readonly RuleThreshold TrialsOfEach = new("trials for each important parameter", 10, "Jones, Schonlau and Welch 1998: about 10 points a dimension for a first model");

    private static readonly RuleThreshold LastImportantTier = new("last importance tier that counts", 2, "parameters of later tiers change little, so that they cost a search little (Bergstra and Bengio 2012)");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS109",
        FindingLevel.Warning,
        "too many important parameters for the trials",
        "The chance that a trial lies near the best value of every parameter at once falls with each further one that matters. With few trials and many such parameters "
        + "the winner is the luckiest, and the next search finds another. Parameters of little effect hardly count: a search projects them away.")
    {
        Thresholds = [TrialsOfEach, LastImportantTier],
        Playbook = ["PB-14"],
        Example = new RuleExample(
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              batch_size: { default: 64, choices: [16, 32, 64, 128] }
              schedule: { default: constant, choices: [constant, cosine] }
            phases:
              - { name: all, tune: [learning_rate, batch_size, schedule], trials: 12 }
            """,
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              batch_size: { default: 64, choices: [16, 32, 64, 128] }
              schedule: { default: constant, choices: [constant, cosine] }
            phases:
              - { name: all, tune: [learning_rate, batch_size, schedule], trials: 30 }
            """,
            "study.Optimize(ObjectiveOfThreeImportantParameters, trials: 12);",
            "study.Optimize(ObjectiveOfThreeImportantParameters, trials: 30);"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var phase in plan.Phases.Where(p => p.Search.Sampler != "grid"))
        {
            var important = PlanPaths.Tuned(plan, phase).Where(p => p.ConditionParent is null && ImportanceTiers.TierOf(p.Role).Number <= LastImportantTier.Value).ToList();
            if (important.Count > 1 && TrialAllocation.Of(plan, phase) < important.Count * TrialsOfEach.Value)
            {
                yield return Report(plan, phase, important, knowledge);
            }
        }
    }

    private Finding Report(Plan plan, PlanPhase phase, List<PlanParameter> important, PlanKnowledge knowledge)
    {
        var trials = TrialAllocation.Of(plan, phase);
        var wanted = (int)(important.Count * TrialsOfEach.Value);
        var near = trials * Math.Pow(0.1, important.Count);
        return new Finding(
            Info.Code,
            Info.Level,
            $"the phase {phase.Name} tunes {important.Count} important parameters in {PhaseRemedies.Count(trials, "trial")}",
            $"{PlanFacts.Names(important)}: {PlanEffort.Text((double)trials / important.Count)} trials for each, and {PlanEffort.Text(Math.Round(near, 3))} trials expected in the best tenth of all of them at once",
            $"split it into phases, or give it {wanted} trials: {PlanEffort.Of(plan, phase, wanted, knowledge)}",
            PlanPaths.Of(plan, phase, "trials"),
            new PlanEdit(PlanPaths.Of(plan, phase, "trials"), FormattableString.Invariant($"{wanted}")));
    }
}
