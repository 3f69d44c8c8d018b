using HyperScaffold.Phases;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Tests.Phases;

public sealed class ConfirmRoundTests
{
    // a phase whose lead is not beyond chance with three seeds
    private const long Key = 2;

    // a phase whose best candidate has an unlucky first seed
    private const long ClearKey = 13;

    [Fact]
    public async Task Where_a_lead_is_clear_the_half_that_was_left_after_one_seed_is_trained_last_and_may_still_win()
    {
        using var whole = Clear();
        var expected = await whole.RunAsync();
        var confirm = whole.Trials.Where(t => t.Round == "confirm").ToList();
        var first = confirm.FindAll(t => t.UserAttributes[TrialAttributes.Seed] == "1000");
        var left = PhaseTrials.Configuration(first.Where(t => !PhaseTrials.IsBaseline(t)).MinBy(t => t.Value)!);
        var best = confirm.GroupBy(PhaseTrials.Configuration).MaxBy(g => g.Average(t => t.Value))!;

        Assert.Equal(DecisionState.Adopted, expected.State);
        Assert.Equal([3, 3, 3, 3], Seeds(whole).Values.Order());
        Assert.Equal([left, left], confirm[^2..].Select(PhaseTrials.Configuration));
        Assert.Equal(left, best.Key);
        Assert.Equal(best.First().Parameters["learning_rate"].External, expected.Frozen["learning_rate"]);
    }

    [Fact]
    public async Task A_confirm_round_goes_on_after_a_crash_wherever_it_died()
    {
        using var whole = Clear();
        var expected = await whole.RunAsync();
        for (var dies = 20; dies < whole.Trials.Count; dies++)
        {
            using var simulation = Clear();
            simulation.Executor.DiesAfter = dies;
            await Assert.ThrowsAsync<SimulatedCrashException>(simulation.RunAsync);
            simulation.Executor.DiesAfter = null;
            Assert.Equal(expected.Because, (await simulation.RunAsync()).Because);
            Assert.Equal(whole.Trials.Count, simulation.Trials.Count);
        }
    }

    [Fact]
    public async Task What_was_saved_goes_to_more_seeds_where_they_could_tell_a_lead_and_a_crash_changes_nothing()
    {
        using var whole = Undecided();
        var expected = await whole.RunAsync();
        var seeds = Seeds(whole);
        Assert.Equal([1, 3, 4, 4], seeds.Values.Order());
        Assert.Equal(4, seeds[PhaseTrials.Configuration(whole.Trials[0])]);
        Assert.Contains("over 4 fresh seeds", expected.Because, StringComparison.Ordinal);
        for (var dies = 12; dies < whole.Trials.Count; dies++)
        {
            using var simulation = Undecided();
            simulation.Executor.DiesAfter = dies;
            await Assert.ThrowsAsync<SimulatedCrashException>(simulation.RunAsync);
            simulation.Executor.DiesAfter = null;
            Assert.Equal(expected.Because, (await simulation.RunAsync()).Because);
            Assert.Equal(whole.Trials.Count, simulation.Trials.Count);
        }
    }

    [Fact]
    public async Task No_phase_confirms_with_more_trainings_than_candidates_and_baseline_with_all_seeds()
    {
        for (var key = 0; key < 40; key++)
        {
            using var simulation = new PhaseSimulation(PhaseSimulation.PlanOf(12, PhaseSimulation.LearningRate(start: 0.03)), Train(0.9, 0.05, 0.004, key), key);
            await simulation.RunAsync();
            Assert.InRange(simulation.Trials.Count(t => t.Round == "confirm"), 0, 3 * Seeds(simulation).Count);
        }
    }

    [Fact]
    public async Task A_candidate_that_diverges_makes_room_for_the_next()
    {
        var peak = Train(0.95, 0.05, 0.002, 1);
        string? best = null;
        using var simulation = new PhaseSimulation(
            PhaseSimulation.PlanOf(20, PhaseSimulation.LearningRate()),
            (v, seed, number) =>
            {
                var rate = $"{v["learning_rate"]}";
                best ??= seed == ConfirmRound.FirstSeed && (double)v["learning_rate"]! > 0.01 ? rate : null;
                return best == rate && seed == ConfirmRound.FirstSeed ? 0.97 : best == rate && seed > ConfirmRound.FirstSeed ? new SimulatedOutcome(null, TrialEnd.Diverged) : peak(v, seed, number);
            });
        var decision = await simulation.RunAsync();

        Assert.Equal([1, 3, 3, 3], Seeds(simulation).Values.Order());
        Assert.Equal(DecisionState.Adopted, decision.State);
        Assert.NotEqual(best, $"{decision.Frozen["learning_rate"]}");
    }

    private static PhaseSimulation Clear() => new(PhaseSimulation.PlanOf(20, PhaseSimulation.LearningRate()), Train(0.95, 0.05, 0.004, ClearKey));

    private static PhaseSimulation Undecided() => new(PhaseSimulation.PlanOf(12, PhaseSimulation.LearningRate(start: 0.03)), Train(0.9, 0.05, 0.004, Key), Key);

    private static Dictionary<string, int> Seeds(PhaseSimulation simulation) => simulation.Trials
        .Where(t => t is { Round: "confirm", State: TrialState.Complete })
        .GroupBy(PhaseTrials.Configuration)
        .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);

    // noise by seed and value, so that a trial that is repeated gives the same
    private static SimulatedTraining Train(double top, double optimum, double noise, long key) => (v, seed, _) =>
    {
        var rate = (double)v["learning_rate"]!;
        var number = (int)(BitConverter.DoubleToInt64Bits(rate) & int.MaxValue);
        return top - (0.05 * Math.Pow(Math.Log10(rate / optimum), 2)) + (noise * RandomSource.For((1000 * key) + seed, number, "noise").NextNormal());
    };
}
