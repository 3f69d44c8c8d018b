using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS110: the plan exceeds its budget.</summary>
internal sealed class BudgetRule : IPlanRule
{
    private static readonly RuleThreshold LeastTrials = new("trials of a phase below which it is not cut any further", 10, "below it a search is none (HS107)");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS110",
        FindingLevel.Warning,
        "plan exceeds its budget",
        "When the hours or the cost are used up, no new trial starts, and the verdict is drawn from what is there. Then the later phases get nothing, whatever they were "
        + "worth. A plan that fits gives each phase its share. The sum counts every trial to its end and every phase, so that pruning and skipped phases leave room.")
    {
        Thresholds = [LeastTrials],
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
            "study.Optimize(Objective, new OptimizeOptions { Trials = 1000, Timeout = TimeSpan.FromHours(1) });",
            "study.Optimize(Objective, new OptimizeOptions { Trials = 20, Timeout = TimeSpan.FromHours(1) });"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var total = PlanTotal.Of(plan, knowledge);
        if (plan.Budget.Hours is { } hours && total.ClockHours > hours)
        {
            var text = $"{PlanEffort.Text(total.ClockHours.Value)} hours with {total.Search.Workers} {(total.Search.Workers == 1 ? "worker" : "workers")}, and the budget has {PlanEffort.Text(hours)}";
            yield return Report(plan, total, "hours", text, (hours, total.Search.ClockHours ?? 0, total.Confirm.ClockHours ?? 0));
        }

        if (plan.Budget.MaxCost is { } cost && total.Cost > cost)
        {
            var text = $"a cost of {PlanEffort.Text(total.Cost.Value)}, and the budget has {PlanEffort.Text(cost)}";
            yield return Report(plan, total, "max_cost", text, (cost, total.Search.Cost ?? 0, total.Confirm.Cost ?? 0));
        }
    }

    private Finding Report(Plan plan, PlanTotal total, string key, string takes, (double Budget, double Search, double Confirm) sums)
    {
        // confirming is paid in full, so the search has what it leaves
        var share = (sums.Budget - sums.Confirm) / sums.Search;
        var confirm = total.Confirm.Trainings > 0 ? $" and {PlanEffort.Text(total.Confirm.Trainings)} to confirm" : string.Empty;
        var evidence = $"{PlanEffort.Text(total.Search.Trainings)} search trials{confirm} take {takes}";
        var fitting = plan.Phases.Select(p => (Phase: p, Trials: (int)Math.Floor(TrialAllocation.Of(plan, p) * share))).ToList();
        if (fitting.Exists(f => f.Trials < LeastTrials.Value))
        {
            // fewer trials than a search needs would be no search
            var needed = Math.Ceiling((sums.Search + sums.Confirm) * 10) / 10;
            return new Finding(
                Info.Code,
                Info.Level,
                "the plan exceeds its budget",
                $"{evidence}; cut to it, a phase would have fewer than {PlanEffort.Text(LeastTrials.Value)} trials",
                $"raise budget.{key} to {PlanEffort.Text(needed)}, train fewer epochs, confirm fewer candidates, or leave a phase out",
                $"budget.{key}",
                new PlanEdit($"budget.{key}", needed.ToString(CultureInfo.InvariantCulture)));
        }

        var edit = fitting.AsEnumerable().Reverse().Aggregate(
            (PlanEdit?)null, (then, f) => new PlanEdit(PlanPaths.Of(plan, f.Phase, "trials"), FormattableString.Invariant($"{f.Trials}"), then));
        return new Finding(
            Info.Code,
            Info.Level,
            "the plan exceeds its budget",
            evidence,
            $"what fits: {string.Join(", ", fitting.Select(f => $"{f.Trials} trials for {f.Phase.Name}"))}; or raise the budget",
            $"budget.{key}",
            edit);
    }
}
