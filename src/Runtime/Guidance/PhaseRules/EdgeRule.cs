using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.PhaseRules;

/// <summary>HS201: the best trials lie at an end of a range that widening could not cure.</summary>
internal sealed class EdgeRule : IPhaseRule
{
    private static readonly RuleThreshold Crowd = new("share of the best fifth of the trials (at least 5) that lies in the outer quarter", 0.6, "the definition of an edge");

    private static readonly RuleThreshold Depth = new("share of the range from its end within which the best trial lies", 0.15, "the definition of an edge");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS201",
        FindingLevel.Warning,
        "best at an edge",
        "Where the best trials crowd at an end of a range, the best value probably lies beyond it, and what the phase found is the best of the wrong range. A phase widens such an end "
        + "by itself, up to three times and while trials are left. This rule speaks of what is still at an edge when the phase is over: the widenings or the trials were used up (a warning "
        + "with the next range), or the end cannot move (a note: dropout 0 is often just right).")
    {
        Thresholds = [Crowd, Depth],
        Playbook = ["PB-19"],
        Example = new RuleExample(
            """
            parameters:
              learning_rate: { default: 0.001, low: 0.0005, high: 0.002, scale: log }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 10 }
            """,
            """
            parameters:
              learning_rate: { default: 0.001, low: 0.0001, high: 1.0, scale: log }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20 }
            """,
            "trial.SuggestFloat(\"learning_rate\", 0.0005, 0.002, log: true)",
            "trial.SuggestFloat(\"learning_rate\", 0.0001, 1.0, log: true)"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(FinishedPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        return EdgeDetector.Find(phase.Space, phase.Trials, phase.Direction, phase.SearchNoise, movableOnly: false).Select(e => Report(phase, e));
    }

    private Finding Report(FinishedPhase phase, RangeEdge edge)
    {
        var p = edge.Parameter;
        var name = edge.End == RangeEnd.Low ? "low" : "high";
        var path = PlanPaths.Of(p, name);
        if (!RangeScale.CanMove(p, edge.End))
        {
            var hard = p.Hard.HasFlag(edge.End == RangeEnd.Low ? HardEnds.Low : HardEnds.High);
            var why = hard ? $"{p.Name} marks its {name} end as hard" : $"{p.Name} cannot go beyond it";
            return new Finding(
                Info.Code,
                FindingLevel.Note,
                $"the best trials of {phase.Phase.Name} lie at the {name} end of {p.Name}, which cannot move",
                $"{edge.Text}; {why}",
                hard ? "where that end can move after all, remove hard; otherwise this is the answer" : "this is the answer as far as this range can say it",
                path);
        }

        var grown = RangeScale.Grow(p, edge.End, 1);
        var end = edge.End == RangeEnd.Low ? grown.Low : grown.High;
        var isReopened = PhaseRemedies.IsReopened(phase, p);
        var trials = 2 * phase.Budget;
        return new Finding(
            Info.Code,
            Info.Level,
            $"the best trials of {phase.Phase.Name} still lie at the {name} end of {p.Name}",
            $"{edge.Text}; {Widenings(phase, p)}",
            isReopened
                ? $"give the phase {PlanEffort.Text(trials)} trials, so that it can widen the range around the earlier winner, {PhaseRemedies.Again(phase)}"
                : $"let {p.Name} {(edge.End == RangeEnd.Low ? "begin" : "end")} at {PhaseRemedies.Value(p, end)}{Room(phase)}, {PhaseRemedies.Again(phase)}",
            isReopened ? PlanPaths.Of(phase.Plan, phase.Phase) : path,
            isReopened ? PhaseRemedies.Trials(phase, trials) : PhaseRemedies.End(p, edge.End, end));
    }

    // one more widening goes as far as the edit; where the answer lies further off, only more trials find it without help
    private static string Room(FinishedPhase phase)
    {
        bool HasRoom(int trials) => RoundQuota.Of(trials, phase.Phase.Search).Widen(RoundNames.MostWidenings) > 0;
        return HasRoom(phase.Budget) || phase.Phase.Search.Sampler == "grid"
            ? string.Empty
            : $" (or, to go further than that, give the phase {PlanEffort.Text(Enumerable.Range(phase.Budget, 100).First(HasRoom))} trials, which leave room for all {RoundNames.MostWidenings} widenings)";
    }

    private static string Widenings(FinishedPhase phase, PlanParameter p)
    {
        var times = phase.Decision.Widened.GetValueOrDefault(p.Name)?.Times ?? 0;
        var all = RoundPlanner.Widenings(phase.Decision);
        return all >= RoundNames.MostWidenings
            ? $"all {RoundNames.MostWidenings} widenings of the phase were used"
            : phase.Quota.Widen(all + 1) < 1
                ? $"its {PhaseRemedies.Count(phase.Budget, "trial")} left none for {(times == 0 ? "a widening" : "another widening")}"
                : "it showed only when the phase was over";
    }
}
