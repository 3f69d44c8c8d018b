using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS101: a low-impact parameter is tuned before the learning rate.</summary>
internal sealed class OrderRule : IPlanRule
{
    private static readonly RuleThreshold FirstLowTier =
        new("importance tier from which a parameter waits for the learning rate", 3, "the tiers' own order; see docs/reference/rules.md");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS101",
        FindingLevel.Error,
        "low-impact parameter before the learning rate",
        "At a bad learning rate every architecture looks about equally bad, so a comparison of widths or dropouts says little, and its winner is the one that "
        + "suffers least from that rate. The learning rate has the largest effect in nearly every study of importance (Bengio 2012, section 3; van Rijn and Hutter "
        + "2018), so it is tuned first, and re-opened whenever something changes that it depends on.")
    {
        Thresholds = [FirstLowTier],
        Playbook = ["PB-10", "PB-11"],
        Example = new RuleExample(
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              hidden: { default: 128, low: 32, high: 512, scale: log, type: int }
            phases:
              - { name: architecture, tune: [hidden], trials: 50 }
              - { name: learning-rate, tune: [learning_rate], trials: 20 }
            """,
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              hidden: { default: 128, low: 32, high: 512, scale: log, type: int }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20 }
              - { name: architecture, tune: [hidden, learning_rate], trials: 30 }
            """,
            "var hidden = trial.SuggestInt(\"hidden\", 32, 512, log: true); return Train(hidden, learningRate: 0.001);",
            "var rate = trial.SuggestFloat(\"learning_rate\", 1e-5, 1.0, log: true); return Train(hidden: 128, rate);"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (PlanFacts.LearningRates(plan) is not { Count: > 0 } rates)
        {
            return [];
        }

        return plan.Phases.TakeWhile(p => !PlanFacts.TunesRate(plan, p))
            .Select(p => (Phase: p, Low: PlanPaths.Tuned(plan, p).Where(IsLow).ToList()))
            .Where(x => x.Low.Count > 0)
            .Select(x => Report(plan, x.Phase, x.Low, rates, knowledge));
    }

    private static bool IsLow(PlanParameter p) => ImportanceTiers.Has(p.Role) && ImportanceTiers.TierOf(p.Role).Number >= FirstLowTier.Value;

    private Finding Report(Plan plan, PlanPhase phase, List<PlanParameter> low, IReadOnlyList<PlanParameter> rates, PlanKnowledge knowledge)
    {
        var tiers = low.GroupBy(p => ImportanceTiers.TierOf(p.Role))
            .OrderBy(g => g.Key.Number)
            .Select(g => $"{PlanFacts.Names(g)} {(g.Count() == 1 ? "has" : "have")} importance tier {g.Key.Number} ({g.Key.Title})");
        var rate = PlanFacts.Names(rates);
        var later = plan.Phases.FirstOrDefault(p => PlanFacts.TunesRate(plan, p));
        var when = later is null ? $"no phase tunes {rate}" : $"{rate} {(rates.Count == 1 ? "is" : "are")} tuned only later, in {later.Name}";
        var effort = PlanEffort.Of(plan, phase, TrialAllocation.Of(plan, phase), knowledge);
        return new Finding(
            Info.Code,
            Info.Level,
            $"the phase {phase.Name} tunes {PlanFacts.Names(low)} before the learning rate",
            $"{string.Join(", ", tiers)}, {rate} tier 1; {when}; {effort} would be spent at an untuned {rate}",
            later is null ? $"tune {rate} in a phase before, or with it here" : $"put the phase {later.Name} before {phase.Name}, or tune {rate} with it here",
            PlanPaths.Of(plan, phase),
            PlanFacts.With(plan, phase, rates));
    }
}
