using System.Collections.Immutable;
using HyperScaffold.Contracts;
using HyperScaffold.Tool.Evidence;
using Xunit;

namespace HyperScaffold.Tool.Tests.Evidence;

public sealed class RateJudgeTests
{
    private static readonly double[] Rates = [1e-4, 1e-3, 1e-2, 1e-1, 1, 10];

    [Fact]
    public void A_valley_gives_a_range_around_it_that_reaches_further_down_for_longer_trainings()
    {
        var verdict = RateJudge.Judge(Points(2.3, 2.2, 1.2, 0.2, 0.6, double.NaN), shorter: 10);
        Assert.Equal(0.1, verdict.Best);
        Assert.Equal(0.001, verdict.Low);
        Assert.Equal(1, verdict.High);
        Assert.Empty(verdict.Flags);
        Assert.False(verdict.IsEdge);
        Assert.Equal(0.003, RateJudge.Judge(Points(2.3, 2.2, 1.2, 0.2, 0.6, double.NaN), shorter: 1).Low);
    }

    [Fact]
    public void A_best_rate_at_the_end_of_the_sweep_is_an_edge()
    {
        var verdict = RateJudge.Judge(Points(2.3, 2.2, 2.0, 1.6, 1.2, 0.3), shorter: 10);
        Assert.Contains(verdict.Flags, f => f.StartsWith("Edge:", StringComparison.Ordinal) && f.Contains("--to 10000.0", StringComparison.Ordinal));
        Assert.NotNull(verdict.High);
        Assert.True(verdict.IsEdge);
    }

    [Fact]
    public void A_best_rate_below_the_first_one_that_diverges_is_no_edge() =>
        Assert.Empty(RateJudge.Judge(Points(2.3, 2.2, 2.0, 1.6, 0.3, double.NaN), shorter: 10).Flags);

    [Fact]
    public void A_flat_curve_has_no_descent_and_no_range()
    {
        var verdict = RateJudge.Judge(Points(2.30, 2.31, 2.29, 2.30, 2.30, 2.31), shorter: 10);
        Assert.Null(verdict.Low);
        Assert.StartsWith("No descent:", Assert.Single(verdict.Flags), StringComparison.Ordinal);
    }

    [Fact]
    public void Rates_that_change_nothing_at_all_are_told_apart_from_noise()
    {
        RatePoint[] points = [.. new[] { 1e-4, 1e-3, 1e-2, 1.0 }.Select(r => new RatePoint(r, r < 1 ? [2.3, 2.3] : [double.NaN, double.NaN]))];
        Assert.Equal(
            "No descent: every rate that trains gives the same loss, digit for digit. Check that the training uses the rate, or train longer (--epochs).",
            Assert.Single(RateJudge.Judge([.. points], shorter: 10).Flags));
    }

    [Fact]
    public void A_curve_that_only_rises_has_no_descent_and_asks_for_smaller_rates() => Assert.Equal(
        "No descent: the best rate, 0.0001, is the smallest that was tried. Begin lower: --from 1e-08",
        Assert.Single(RateJudge.Judge(Points(0.3, 0.8, 1.5, 2.3, 5, double.NaN), shorter: 10).Flags));

    [Fact]
    public void A_single_seed_does_not_make_a_rising_curve_a_flat_one() => Assert.Contains(
        "Begin lower",
        Assert.Single(RateJudge.Judge([new RatePoint(0.1, [0.3]), new RatePoint(1, [0.8]), new RatePoint(10, [2.3])], shorter: 10).Flags),
        StringComparison.Ordinal);

    [Fact]
    public void Rates_that_all_diverge_give_no_range() =>
        Assert.Contains("6 of 6 rates diverged", Assert.Single(RateJudge.Judge(Points(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN), shorter: 1).Flags), StringComparison.Ordinal);

    [Fact]
    public void Rates_that_the_seeds_do_not_tell_apart_are_named()
    {
        var points = Points(2.3, 2.2, 1.2, 0.20, 0.21, 3);
        Assert.Equal([0.1, 1], RateJudge.Judge(points, shorter: 10).Alike);
        Assert.Contains("2 rates from 0.1 to 1", Assert.Single(RateJudge.Judge(points, shorter: 10).Flags), StringComparison.Ordinal);
    }

    [Fact]
    public void The_curve_is_drawn_as_plain_text()
    {
        var verdict = RateJudge.Judge(Points(2.3, 2.2, 1.2, 0.2, 0.6, double.NaN), shorter: 10);
        Approval.Match(string.Join('\n', RateChart.Draw(verdict, "learning_rate", "validation_loss")), "Tool.Tests/Evidence/rate-chart.approved.txt");
    }

    [Fact]
    public void A_sweep_is_evenly_spaced_on_a_log_scale_and_holds_both_ends()
    {
        var sweep = new RateSweep { Parameter = "lr", Values = ImmutableSortedDictionary<string, object?>.Empty, From = 1e-3, To = 10, Points = 5 };
        Assert.Equal([0.001, 0.01, 0.1, 1, 10], sweep.Rates);
        Assert.Empty(sweep.Check());
        Assert.Equal(["--from and --to", "--points", "--seeds"], (sweep with { From = 20, Points = 2, Seeds = 0 }).Check().Select(p => p.Setting));
    }

    // three seeds, 0.02 apart
    private static ImmutableArray<RatePoint> Points(params double[] means) =>
        [.. means.Select((m, i) => new RatePoint(Rates[i], [m - 0.02, m, m + 0.02]))];
}
