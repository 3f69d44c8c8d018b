using System.Collections.Immutable;
using HyperScaffold.Guidance.PhaseRules;
using HyperScaffold.Guidance.Rules;
using HyperScaffold.Phases;

namespace HyperScaffold.Guidance;

/// <summary>All rules that judge a plan before it runs, and a phase when it is over. Pure: a rule never writes, loads or starts anything.</summary>
public static class RuleBook
{
    /// <summary>Gets the rules in the order of their codes.</summary>
    public static ImmutableArray<IPlanRule> Plan { get; } =
    [
        new OrderRule(),
        new GridExplosionRule(),
        new LinearScaleRule(),
        new NoPruningRule(),
        new NarrowRangeRule(),
        new ApartRule(),
        new FewTrialsRule(),
        new ZeroOnLogRule(),
        new ManyParametersRule(),
        new BudgetRule(),
        new NoBaselineRule(),
        new SeedsRule(),
        new BatchSizeRule(),
        new WarmupPruningRule(),
        new TrainingLengthRule(),
        new FixedRateRule(),
        new SharedNameRule(),
        new AdamBandsRule(),
    ];

    /// <summary>Gets the rules that judge a phase, in the order of their codes.</summary>
    public static ImmutableArray<IPhaseRule> Phase { get; } =
    [
        new EdgeRule(),
        new GoodPointsRule(),
        new NothingMattersRule(),
        new DivergingRegionRule(),
        new OverfittingRule(),
        new UnderfittingRule(),
        new ImprovingRule(),
        new SaturatedRule(),
        new DefaultWinsRule(),
        new WithinNoiseRule(),
        new PrunedAwayRule(),
        new StabilityRule(),
        new RisingLossRule(),
        new DeafObjectiveRule(),
        new LateVarianceRule(),
    ];

    /// <summary>Gets what every rule is, in the order of the codes.</summary>
    public static IEnumerable<RuleInfo> All => Plan.Select(r => r.Info).Concat(Phase.Select(r => r.Info));

    /// <summary>Judges a plan by every rule.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="knowledge">What was measured on this machine.</param>
    /// <returns>The findings, those that the plan waives apart.</returns>
    public static RuleReport Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(knowledge);
        var all = Plan.SelectMany(r => r.Check(plan, knowledge))
            .OrderBy(f => plan.Locations.Find(f.Path ?? string.Empty)?.Line ?? 0)
            .ThenBy(f => f.Code, StringComparer.Ordinal)
            .ToList();
        return new RuleReport(
            [.. all.Where(f => !plan.Waived.ContainsKey(f.Code))],
            [.. all.Where(f => plan.Waived.ContainsKey(f.Code)).Select(f => new WaivedFinding(f, plan.Waived[f.Code]))]);
    }

    /// <summary>Judges a phase that ended or stopped by every rule.</summary>
    /// <param name="phase">The phase.</param>
    /// <returns>The findings, those that the plan waives apart; the heaviest first.</returns>
    public static RuleReport Judge(FinishedPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        var waived = phase.Plan.Waived;
        var all = Phase.SelectMany(r => r.Check(phase)).OrderByDescending(f => f.Level).ThenBy(f => f.Code, StringComparer.Ordinal).ToList();
        return new RuleReport(
            [.. all.Where(f => !waived.ContainsKey(f.Code))],
            [.. all.Where(f => waived.ContainsKey(f.Code)).Select(f => new WaivedFinding(f, waived[f.Code]))]);
    }

    /// <summary>Finds a rule that judges plans.</summary>
    /// <param name="code">Its code.</param>
    /// <returns>The rule, or null.</returns>
    public static IPlanRule? Find(string code) => Plan.FirstOrDefault(r => r.Info.Code == code);

    /// <summary>Finds a rule that judges phases.</summary>
    /// <param name="code">Its code.</param>
    /// <returns>The rule, or null.</returns>
    public static IPhaseRule? FindPhase(string code) => Phase.FirstOrDefault(r => r.Info.Code == code);
}
