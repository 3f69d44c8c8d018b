using HyperScaffold.Contracts;
using HyperScaffold.Pruners;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Pruners;

public sealed class PrunerSettingsTests
{
    public static TheoryData<Func<IPruner>, string> Broken => new()
    {
        { () => new MedianPruner(startupTrials: -1, intervalSteps: 0), "PercentileOptions cannot be used: StartupTrials = -1: must be at least 0. Write 0 or more. IntervalSteps = 0: must be at least 1. Write 1 or more." },
        { () => new PercentilePruner(new PercentileOptions { Percentile = double.NaN }), "PercentileOptions cannot be used: Percentile = NaN: must lie between 0 and 100. Write 50 for the median." },
        { () => new HalvingPruner(new HalvingOptions { BootstrapCount = 2 }), "HalvingOptions cannot be used: BootstrapCount = 2.0: needs MinResource. Give MinResource, or write 0." },
        { () => new HalvingPruner(new HalvingOptions { ReductionFactor = 1 }), "HalvingOptions cannot be used: ReductionFactor = 1: must be at least 2. Write 2 or more." },
        { () => new HyperbandPruner(new HyperbandOptions { MinResource = 9, MaxResource = 3 }), "HyperbandOptions cannot be used: MaxResource = 3: must be at least 9. Write 9 or more." },
        { () => new PatientPruner(patience: -1), "PatientPruner cannot be used: patience = -1: must be at least 0. Write 0 or more." },
        { () => new ThresholdPruner(), "ThresholdPruner cannot be used: lower = -Infinity: at least one bound must be given. Give lower, upper or both." },
        { () => new ThresholdPruner(lower: 2, upper: 1), "ThresholdPruner cannot be used: lower = 2.0: `lower <= upper` must hold. Swap the bounds." },
        { () => new WilcoxonPruner(pThreshold: 2), "WilcoxonPruner cannot be used: pThreshold = 2.0: must lie between 0 and 1. Write 0.1." },
        { () => new AutoPruner(new AutoOptions { Epochs = 0, Trials = 0, WarmupSteps = -1 }), "AutoOptions cannot be used: Epochs = 0: must be at least 1. Write 1 or more. Trials = 0: must be at least 1. Write 1 or more. WarmupSteps = -1: must be at least 0. Write 0 or more." },
        { () => PrunerFactory.Create("mean"), "A pruner must be one of auto, none, median, percentile, halving, hyperband, patient, threshold, wilcoxon, but got 'mean'. Choose auto where unsure." },
        { () => PrunerFactory.Create("auto", epochs: 0), "A pruner needs at least 1 epoch and a warm-up of at least 0 steps, but got 0 and none. Give positive numbers." },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Settings_that_break_rules_get_one_clear_message(Func<IPruner> create, string expected) =>
        Assert.Equal(expected, Assert.Throws<HyperException>(create).Message);

    [Theory]
    [InlineData("auto")]
    [InlineData("median")]
    [InlineData("percentile")]
    [InlineData("halving")]
    [InlineData("hyperband")]
    [InlineData("patient")]
    [InlineData("wilcoxon")]
    public void Nothing_is_ended_before_the_warm_up_is_over(string name)
    {
        var run = new PrunerRun(PrunerFactory.Create(name, epochs: 40, warmup: 6), "warm-up", StudyDirection.Minimize);
        run.Train(10, steps: 40, (trial, _) => 1.0 - (0.01 * trial));
        var ends = run.Train(10, steps: 40, (_, step) => 100 + step);
        Assert.All(ends, e => Assert.True(e is null or > 6, $"{e}"));
        Assert.Contains(ends, e => e is not null);
    }

    [Fact]
    public void Threshold_ends_a_trial_that_reports_nan_and_says_so()
    {
        var run = new PrunerRun(PrunerFactory.Create("threshold"), "s", StudyDirection.Minimize);
        Assert.Equal([3], run.Train(1, steps: 5, (_, step) => step < 3 ? 1 : double.NaN));
        Assert.StartsWith("At step 3 its NaN lies outside", run.LastReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_complete_trial_nothing_is_ended_not_even_a_trial_of_nan()
    {
        var run = new PrunerRun(new MedianPruner(startupTrials: 0), "s", StudyDirection.Minimize);
        Assert.Equal([null, 1], run.Train(2, steps: 3, (_, _) => double.NaN));
    }

    [Fact]
    public void A_trial_that_reported_nan_counts_among_those_that_reported_at_a_step()
    {
        var run = new PrunerRun(new PercentilePruner(new PercentileOptions { StartupTrials = 1, MinTrials = 2 }), "s", StudyDirection.Minimize);
        run.Train(1, steps: 3, (_, _) => 1);
        Assert.Equal([null], run.Train(1, steps: 3, (_, _) => 2));
        run = new PrunerRun(new PercentilePruner(new PercentileOptions { StartupTrials = 2, MinTrials = 2 }), "s", StudyDirection.Minimize);
        run.Train(2, steps: 3, (trial, step) => trial == 0 && step == 1 ? double.NaN : 1);
        Assert.Equal([1], run.Train(1, steps: 3, (_, _) => 2));
    }

    [Fact]
    public void The_signed_rank_test_gives_the_probabilities_worked_out_by_hand()
    {
        // 1/16; 5 of 32 sign patterns; with ties and zeros the rank sum 30.5 is 12.5 / sqrt(1206 / 24) deviations above 18
        Assert.Equal(0.0625, SignedRankTest.Greater([1, 2, 3, 4]), 12);
        Assert.Equal(0.15625, SignedRankTest.Greater([1.5, -0.5, 2.5, 3.5, -1.0]), 12);
        Assert.Equal(0.0389195554, SignedRankTest.Greater([0, 1, 1, 2, 2, -1, 3, 0]), 9);
    }
}
