using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS110: the plan exceeds its budget.</summary>
internal sealed class BudgetRule : IPlanRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS110",
        FindingLevel.Warning,
        "plan exceeds its budget",
        "When the hours or the cost are used up, no new trial starts, and the verdict is drawn from what is there. Then the later phases get nothing, whatever they were "
        + "worth. A plan that fits gives each phase its share. The sum counts every trial to its end and every phase, so that pruning and skipped phases leave room.")
    {
        Playbook = ["PB-34"],
        Example = new RuleExample(
            """
            budget: { epochs: 30, hours: 1, trial_minutes: 10 }
            search: { workers: 1 }
            """,
            """
            budget: { epochs: 30, hours: 10, trial_minutes: 10 }
            search: { workers: 1 }
            """,
            "study.Optimize(Objective, trials: 1000, timeout: TimeSpan.FromHours(1));",
            "study.Optimize(Objective, trials: 20, timeout: TimeSpan.FromHours(1));"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var total = PlanTotal.Of(plan, knowledge);
        if (plan.Budget.Hours is { } hours && total.ClockHours > hours)
        {
            yield return Report(plan, total, "hours", $"{PlanEffort.Text(total.ClockHours.Value)} hours with {total.Search.Workers} {(total.Search.Workers == 1 ? "worker" : "workers")}, and the budget has {PlanEffort.Text(hours)}", hours / total.ClockHours.Value);
        }

        if (plan.Budget.MaxCost is { } cost && total.Cost > cost)
        {
            yield return Report(plan, total, "max_cost", $"a cost of {PlanEffort.Text(total.Cost.Value)}, and the budget has {PlanEffort.Text(cost)}", cost / total.Cost.Value);
        }
    }

    private Finding Report(Plan plan, PlanTotal total, string key, string evidence, double share)
    {
        var fitting = plan.Phases.Select(p => (Phase: p, Trials: Math.Max(1, (int)(TrialAllocation.Of(plan, p) * share)))).ToList();
        var edit = fitting.AsEnumerable().Reverse().Aggregate(
            (PlanEdit?)null, (then, f) => new PlanEdit(PlanPaths.Of(plan, f.Phase, "trials"), FormattableString.Invariant($"{f.Trials}"), then));
        var confirm = total.Confirm.Trainings > 0 ? $" and {PlanEffort.Text(total.Confirm.Trainings)} to confirm" : string.Empty;
        return new Finding(
            Info.Code,
            Info.Level,
            "the plan exceeds its budget",
            $"{PlanEffort.Text(total.Search.Trainings)} search trials{confirm} take {evidence}",
            $"what fits: {string.Join(", ", fitting.Select(f => $"{f.Trials} trials for {f.Phase.Name}"))}; or raise the budget",
            $"budget.{key}",
            edit);
    }
}
