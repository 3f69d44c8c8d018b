using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS110: the plan exceeds its budget.</summary>
internal sealed class BudgetRule : IPlanRule
{
    // the baseline and one candidate, two seeds each
    private const int LessConfirm = 4;

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
            var text = $"{PlanEffort.Duration(total.ClockHours.Value)} with {total.Search.Workers} {(total.Search.Workers == 1 ? "worker" : "workers")}, and the budget has {PlanEffort.Duration(hours)}";
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
        var confirm = total.Confirm.Trainings > 0 ? $" and {PlanEffort.Text(total.Confirm.Trainings)} to confirm" : string.Empty;
        var evidence = $"{PlanEffort.Text(total.Search.Trainings)} search trials{confirm} take {takes}";
        if (Fit(plan, sums, sums.Confirm) is { } fitting)
        {
            return Cut($"what fits: {List(fitting)}; or raise the budget", Edit(plan, fitting));
        }

        // one candidate and two seeds are the least that tells luck from gain
        var less = total.Confirm.Trainings > 0 ? sums.Confirm / total.Confirm.Trainings * LessConfirm * plan.Phases.Length : 0;
        if (plan.Phases.All(p => p.Search.ConfirmTop > 1 && p.Search.ConfirmTop == plan.Search.ConfirmTop && p.Search.ConfirmSeeds == plan.Search.ConfirmSeeds) && Fit(plan, sums, less) is { } tight)
        {
            return Cut($"what fits: confirm one candidate with two seeds, {List(tight)}; or raise the budget", new PlanEdit("search.confirm", "{ top: 1, seeds: 2 }", Edit(plan, tight)));
        }

        // fewer trials than a search needs would be no search, and a budget is the user's to raise: no edit
        evidence += $"; cut to it, a phase would have fewer than {PlanEffort.Text(LeastTrials.Value)} trials";
        var needed = Math.Ceiling((sums.Search + sums.Confirm) * 10) / 10;
        return Cut($"raise budget.{key} to {PlanEffort.Text(needed)}, train fewer epochs, confirm fewer candidates, or leave a phase out", edit: null);

        Finding Cut(string remedy, PlanEdit? edit) => new(Info.Code, Info.Level, "the plan exceeds its budget", evidence, remedy, $"budget.{key}", edit);
    }

    // confirming is paid in full, so the search has what it leaves
    private static List<(PlanPhase Phase, int Trials)>? Fit(Plan plan, (double Budget, double Search, double Confirm) sums, double confirm)
    {
        var share = Math.Min(1, (sums.Budget - confirm) / sums.Search);
        var fitting = plan.Phases.Select(p => (Phase: p, Trials: (int)Math.Floor((TrialAllocation.Of(plan, p) * share) + 1e-9))).ToList();
        return fitting.Exists(f => f.Trials < LeastTrials.Value) ? null : fitting;
    }

    private static string List(List<(PlanPhase Phase, int Trials)> fitting) => string.Join(", ", fitting.Select(f => $"{f.Trials} trials for {f.Phase.Name}"));

    private static PlanEdit? Edit(Plan plan, List<(PlanPhase Phase, int Trials)> fitting) => fitting.AsEnumerable().Reverse().Aggregate(
        (PlanEdit?)null, (then, f) => new PlanEdit(PlanPaths.Of(plan, f.Phase, "trials"), FormattableString.Invariant($"{f.Trials}"), then));
}
