using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Tests.Phases;

public sealed class PhaseRunnerTests
{
    private static readonly SimulatedTraining Peak = (v, seed, number) =>
        0.95 - (0.05 * Math.Pow(Math.Log10((double)v["learning_rate"]! / 0.05), 2)) + (0.002 * RandomSource.For(seed, number, "noise").NextNormal());

    [Fact]
    public async Task The_baseline_comes_first_and_the_rounds_follow_in_order()
    {
        using var simulation = new PhaseSimulation(PhaseSimulation.PlanOf(20, PhaseSimulation.LearningRate()), Peak);
        var decision = await simulation.RunAsync();

        Assert.Equal(DecisionState.Adopted, decision.State);
        Assert.Equal(["explore", "refine", "confirm", "confirm", "confirm"], simulation.Executor.Orders.Select(o => o.Round));
        Assert.Equal("true", simulation.Trials[0].UserAttributes[TrialAttributes.Baseline]);
        Assert.Equal(0.001, simulation.Trials[0].Parameters["learning_rate"].External);
        Assert.Equal(20, decision.Evidence!.Trials);
        Assert.Equal(12, simulation.Trials.Count(t => t.Round == "confirm"));
        Assert.InRange((double)decision.Frozen["learning_rate"]!, 0.01, 0.25);
        Assert.True(decision.Evidence.Gain > decision.Evidence.Threshold);
    }

    [Fact]
    public async Task Refining_looks_within_a_factor_of_three_and_confirming_prunes_nothing()
    {
        using var simulation = new PhaseSimulation(PhaseSimulation.PlanOf(20, PhaseSimulation.LearningRate()), Peak);
        await simulation.RunAsync();
        var winner = PhaseTrials.Best([.. simulation.Trials.Where(t => t.Round == "explore")], StudyDirection.Maximize)!.Parameters["learning_rate"].Internal;
        var focus = simulation.Executor.Orders[1].Focus["learning_rate"];
        Assert.Equal(winner / 3, focus.Low, 1e-12);
        Assert.Equal(winner * 3, focus.High, 1e-12);
        Assert.Equal("none", simulation.Executor.Orders[2].Pruner);
        Assert.Equal(["quasi-random", "auto"], simulation.Executor.Orders.Take(2).Select(o => o.Sampler));
    }

    [Fact]
    public async Task Confirm_trials_use_fresh_seeds_for_the_three_best_and_the_baseline()
    {
        using var simulation = new PhaseSimulation(PhaseSimulation.PlanOf(20, PhaseSimulation.LearningRate()), Peak);
        await simulation.RunAsync();
        var confirm = simulation.Trials.Where(t => t.Round == "confirm").ToList();
        Assert.Equal(["1000", "1001", "1002"], confirm.Select(t => t.UserAttributes[TrialAttributes.Seed]).Distinct().Order());
        Assert.Equal(3, confirm.Count(PhaseTrials.IsBaseline));
        Assert.Equal(4, confirm.Select(PhaseTrials.Configuration).Distinct().Count());
    }

    [Fact]
    public async Task A_widened_range_is_decided_before_its_first_trial_runs()
    {
        var plan = PhaseSimulation.PlanOf(20, PhaseSimulation.LearningRate(0.0005, 0.002));
        using var simulation = new PhaseSimulation(plan, Peak);
        var decision = await simulation.RunAsync();

        Assert.Equal(simulation.SpaceChanges, decision.Widened["learning_rate"].Times);
        Assert.Equal(0.2, decision.Widened["learning_rate"].High);
        Assert.Equal(0.0005, decision.Widened["learning_rate"].Low);
        Assert.Equal(20, decision.Evidence!.Trials);
        Assert.All(simulation.Trials.Where(t => t.Round!.StartsWith("widen", StringComparison.Ordinal)), t => Assert.InRange(t.Parameters["learning_rate"].Internal, 0.002, 0.2));
        Assert.InRange((double)decision.Frozen["learning_rate"]!, 0.015, 0.17);
    }

    [Fact]
    public async Task A_phase_that_dies_at_any_trial_goes_on_to_the_same_decision()
    {
        var plan = PhaseSimulation.PlanOf(20, PhaseSimulation.LearningRate(0.0005, 0.002));
        using var whole = new PhaseSimulation(plan, Peak);
        var expected = await whole.RunAsync();
        for (var dies = 0; dies < whole.Trials.Count; dies++)
        {
            using var simulation = new PhaseSimulation(plan, Peak);
            simulation.Executor.DiesAfter = dies;
            await Assert.ThrowsAsync<SimulatedCrashException>(simulation.RunAsync);
            simulation.Executor.DiesAfter = null;
            var decision = await simulation.RunAsync();

            Assert.Equal(expected.Frozen["learning_rate"], decision.Frozen["learning_rate"]);
            Assert.Equal(expected.Because, decision.Because);
            Assert.Equal(whole.Trials.Select(t => (t.Round, t.State)), simulation.Trials.Select(t => (t.Round, t.State)));
        }
    }

    [Fact]
    public async Task Without_a_lead_the_baseline_is_kept_and_the_lead_that_could_be_seen_is_said()
    {
        var plan = PhaseSimulation.PlanOf(12, PhaseSimulation.LearningRate(start: 0.05));
        using var simulation = new PhaseSimulation(plan, Peak);
        var decision = await simulation.RunAsync();
        Assert.Equal(DecisionState.Kept, decision.State);
        Assert.Empty(decision.Frozen);
        Assert.True(decision.Because.Contains("could have been seen", StringComparison.Ordinal) || decision.Because.Contains("no trial was better", StringComparison.Ordinal), decision.Because);
    }

    [Fact]
    public async Task A_phase_whose_trials_all_fail_shows_the_last_reason_and_starts_afresh_when_mended()
    {
        var broken = true;
        using var simulation = new PhaseSimulation(
            PhaseSimulation.PlanOf(12, PhaseSimulation.LearningRate()),
            (v, s, n) => broken ? new SimulatedOutcome(null, "the data file is missing") : Peak(v, s, n));
        var error = await Assert.ThrowsAsync<HyperException>(simulation.RunAsync);
        Assert.Contains("the data file is missing", error.Message, StringComparison.Ordinal);

        broken = false;
        var decision = await simulation.RunAsync();
        Assert.Equal(0, decision.Evidence!.Failed);
        Assert.Equal(12, decision.Evidence.Trials);
    }

    [Fact]
    public async Task At_the_end_of_its_hours_no_trial_starts_and_the_verdict_is_drawn()
    {
        var clock = new ManualClock();
        var plan = PhaseSimulation.PlanOf(20, PhaseSimulation.LearningRate()) with { Budget = new PlanBudget { Epochs = 30, Hours = 0.1 } };
        using var simulation = new PhaseSimulation(
            plan,
            (v, s, n) =>
            {
                clock.Advance(60);
                return Peak(v, s, n);
            },
            clock: clock);
        var decision = await simulation.RunAsync();
        Assert.Equal(6, decision.Evidence!.Trials);
        Assert.Contains("budget", decision.Because, StringComparison.Ordinal);
        Assert.DoesNotContain(simulation.Trials, t => t.Round == "confirm");
    }

    [Fact]
    public async Task At_its_cost_no_trial_starts_whatever_the_number_of_workers()
    {
        var clock = new ManualClock();
        var plan = PhaseSimulation.PlanOf(20, PhaseSimulation.LearningRate()) with { Budget = new PlanBudget { Epochs = 30, CostPerHour = 6, MaxCost = 1 } };
        using var simulation = new PhaseSimulation(
            plan,
            (v, s, n) =>
            {
                clock.Advance(60);
                return Peak(v, s, n);
            },
            clock: clock)
        { Workers = 4 };
        var decision = await simulation.RunAsync();
        Assert.InRange(decision.Evidence!.Trials, 10, 11);
        Assert.InRange(decision.Evidence.Cost!.Value, 1.0, 1.1);
    }

    [Fact]
    public async Task With_confirming_switched_off_the_search_decides()
    {
        var plan = PhaseSimulation.PlanOf(20, new SearchSettings { ConfirmTop = 0 }, PhaseSimulation.LearningRate());
        using var simulation = new PhaseSimulation(plan, Peak);
        var decision = await simulation.RunAsync();
        Assert.Equal(DecisionState.Adopted, decision.State);
        Assert.Equal(20, simulation.Trials.Count);
        Assert.Null(decision.Evidence!.Spread);
    }

    [Fact]
    public async Task Without_a_refine_round_the_exploration_takes_all_trials()
    {
        var plan = PhaseSimulation.PlanOf(20, new SearchSettings { Refine = false }, PhaseSimulation.LearningRate());
        using var simulation = new PhaseSimulation(plan, Peak);
        await simulation.RunAsync();
        Assert.Equal(20, simulation.Trials.Count(t => t.Round == "explore"));
    }

    [Fact]
    public async Task A_disabled_parameter_is_off_in_the_baseline_and_frozen_by_its_disabled_value()
    {
        var decay = new PlanParameter { Name = "weight_decay", Role = "weight_decay", Type = PlanParameterType.Float, Default = 0.0, Low = 1e-6, High = 0.1, Log = true, Disabled = 0 };
        using var simulation = new PhaseSimulation(
            PhaseSimulation.PlanOf(20, decay, PhaseSimulation.LearningRate()),
            (v, s, n) => ((SimulatedOutcome)(Peak(v, s, n).Value!.Value - (v["use_weight_decay"] is true ? 0.3 : 0)))!);
        var decision = await simulation.RunAsync();
        Assert.False((bool)simulation.Trials[0].Parameters["use_weight_decay"].External!);
        Assert.False(simulation.Trials[0].Parameters.ContainsKey("weight_decay"));
        Assert.Equal(0.0, decision.Frozen["weight_decay"]);
    }

    [Fact]
    public async Task The_study_holds_the_space_that_workers_compare_and_widening_changes_it()
    {
        using var simulation = new PhaseSimulation(PhaseSimulation.PlanOf(20, PhaseSimulation.LearningRate(0.0005, 0.002)), Peak);
        await simulation.RunAsync();
        var study = simulation.Storage.FindStudy("digits-learning-rate")!;
        var space = PythonJson.ReadObject(study.UserAttributes["hyper:space"]);
        Assert.Contains("\"high\": 0.2", PythonJson.Write(space["learning_rate"]), StringComparison.Ordinal);
    }
}
