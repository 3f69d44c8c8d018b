using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Tests.Phases;

public sealed class TrialAllocationTests
{
    [Fact]
    public void Automatic_phases_share_twenty_trials_each_by_the_importance_of_what_is_new_in_them()
    {
        // 0.40; 0.30 + 0.40, since the learning rate is not new; 0.15 + 0.10
        Assert.Equal([18, 31, 11], Trials(PlanOf(new PlanBudget(), null, null, null)));
    }

    [Fact]
    public void A_phase_with_a_number_keeps_it_and_the_others_share_theirs() =>
        Assert.Equal([25, 30, 15], Trials(PlanOf(new PlanBudget(), null, 30, null)));

    [Fact]
    public void Hours_and_a_guess_of_a_trials_minutes_allow_fewer_but_never_less_than_five()
    {
        // 76 trainings fit, 36 of them confirm, and 40 are left to search
        Assert.Equal([12, 21, 7], Trials(PlanOf(new PlanBudget { Hours = 12.6667, TrialMinutes = 10 }, null, null, null)));
        Assert.Equal([5, 5, 5], Trials(PlanOf(new PlanBudget { Hours = 1, TrialMinutes = 10 }, null, null, null)));
    }

    [Fact]
    public void A_grid_takes_all_its_points_and_the_baseline()
    {
        var plan = PlanOf(new PlanBudget(), null, null, null);
        Assert.Equal(6, TrialAllocation.Of(plan, plan.Phases[0] with { Search = new SearchSettings { Sampler = "grid" } }));
    }

    private static List<int> Trials(Plan plan) => [.. plan.Phases.Select(p => TrialAllocation.Of(plan, p))];

    private static Plan PlanOf(PlanBudget budget, params int?[] trials)
    {
        string[][] tune = [["learning_rate"], ["batch_size", "schedule", "learning_rate"], ["weight_decay", "dropout", "learning_rate"]];
        return new Plan
        {
            Name = "digits",
            Metric = new PlanMetric("validation_accuracy", StudyDirection.Maximize),
            Budget = budget,
            Parameters = [.. tune.SelectMany(t => t).Distinct().Select(n => PhaseSimulation.Linear(n, 0, 1, 0.5))],
            Phases = [.. tune.Select((t, i) => new PlanPhase { Name = $"phase-{i}", Tune = [.. t], Trials = trials[i], Search = new SearchSettings() })],
        };
    }
}
