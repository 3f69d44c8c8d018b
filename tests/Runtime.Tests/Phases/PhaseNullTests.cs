using HyperScaffold.Phases;

namespace HyperScaffold.Tests.Phases;

public sealed class PhaseNullTests
{
    private const int Phases = 500;

    // over 4,000 phases each: 2.1, 2.8 and 0.7 % widen; 4.2, 4.9 and 4.0 % adopt
    [Theory]
    [InlineData(20, 1)]
    [InlineData(20, 3)]
    [InlineData(40, 2)]
    public async Task Without_any_effect_at_most_five_percent_of_phases_widen_and_adopt(int trials, int dimensions)
    {
        var (widened, adopted) = (0, 0);
        for (var i = 0; i < Phases; i++)
        {
            var seed = i + (10_000L * dimensions) + (500 * trials);
            using var simulation = new PhaseSimulation(Plan(trials, dimensions), (_, s, n) => 0.9 + (0.01 * RandomSource.For(seed, n, $"noise {s}").NextNormal()), seed);
            var decision = await simulation.RunAsync();
            widened += decision.Widened.IsEmpty ? 0 : 1;
            adopted += decision.State == DecisionState.Adopted ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{widened} widened, {adopted} adopted of {Phases}");
        Assert.True(widened <= Phases / 20, $"{widened} of {Phases} phases widened");
        Assert.True(adopted <= Phases / 20, $"{adopted} of {Phases} phases adopted");
    }

    [Theory]
    [InlineData(20, 0.0005, 0.002, 0.1)]
    [InlineData(20, 1e-5, 1e-2, 0.1)]
    [InlineData(20, 1e-2, 1, 1e-3)]
    [InlineData(30, 1e-5, 3e-3, 0.02)]
    public async Task An_optimum_outside_the_range_is_found_in_nine_of_ten_phases(int trials, double low, double high, double optimum)
    {
        const int Runs = 200;
        var found = 0;
        for (var i = 0; i < Runs; i++)
        {
            var seed = i;
            using var simulation = new PhaseSimulation(
                PhaseSimulation.PlanOf(trials, PhaseSimulation.LearningRate(low, high, Math.Sqrt(low * high))),
                (v, s, n) => 0.95 - (0.05 * Math.Pow(Math.Log10((double)v["learning_rate"]! / optimum), 2)) + (0.003 * RandomSource.For(seed, n, $"noise {s}").NextNormal()),
                seed);
            var decision = await simulation.RunAsync();
            var rate = decision.Frozen.GetValueOrDefault("learning_rate") as double? ?? 1e-9;
            found += Math.Abs(Math.Log10(rate / optimum)) < 0.5 ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{found} of {Runs}");
        Assert.True(found >= 0.9 * Runs, $"{found} of {Runs} phases found the optimum");
    }

    private static Plan Plan(int trials, int dimensions) => PhaseSimulation.PlanOf(
        trials,
        [PhaseSimulation.LearningRate(), .. Enumerable.Range(1, dimensions - 1).Select(i => PhaseSimulation.Linear($"p{i}", -1, 1, 0))]);
}
