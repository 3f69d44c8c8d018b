using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS111: the winner is not compared with a retrained baseline.</summary>
internal sealed class NoBaselineRule : IPlanRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS111",
        FindingLevel.Warning,
        "no baseline",
        "The best of many trials is partly the luckiest: its score falls when it is trained again. Only a comparison with the baseline on fresh seeds tells a gain from luck, "
        + "and only a gain is worth a changed configuration. Confirming retrains the top candidates and the baseline, and adopts a candidate only if it leads by more than noise.")
    {
        Playbook = ["PB-29"],
        Example = new RuleExample(
            "search: { confirm: none }",
            "search: { confirm: { top: 3, seeds: 3 } }",
            "return study.BestTrial.Parameters;",
            "return Confirm(study.Trials.OrderByDescending(t => t.Value).Take(3), baseline, seeds: 3);"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Phases.Where(p => p.Search.ConfirmTop == 0)
            .GroupBy(p => PlanPaths.Setting(plan, p, "confirm"), StringComparer.Ordinal)
            .Select(g => Report(plan, g.Key, [.. g], knowledge));
    }

    private Finding Report(Plan plan, string path, List<PlanPhase> phases, PlanKnowledge knowledge)
    {
        var settings = new SearchSettings();
        var trainings = phases.Count * (settings.ConfirmTop + 1) * settings.ConfirmSeeds;
        var trials = phases.Sum(p => TrialAllocation.Of(plan, p));
        return new Finding(
            Info.Code,
            Info.Level,
            $"{PlanFacts.Names(phases)} the best trial would be adopted without training it again",
            $"the best of {trials} trials is the luckiest too; confirming {PhaseRemedies.Count(settings.ConfirmTop, "candidate")} and the baseline with {PhaseRemedies.Count(settings.ConfirmSeeds, "seed")} takes {PlanEffort.Of(plan, phases[0], trainings, knowledge)}",
            "confirm the winner",
            path,
            new PlanEdit(path, $"{{ top: {settings.ConfirmTop}, seeds: {settings.ConfirmSeeds} }}"));
    }
}
