using System.Collections.Immutable;
using HyperScaffold.Tool.Evidence;
using Xunit;

namespace HyperScaffold.Tool.Tests.Evidence;

public sealed class EvidenceStatisticsTests
{
    private const double Row = 1.0 / 300;

    [Fact]
    public void An_interval_of_five_values_is_that_of_a_table_of_t()
    {
        // t(4) = 2.7764, standard error 0.7071
        var interval = Interval.Of([1, 2, 3, 4, 5]);
        Assert.Equal(3, interval.Mean, 10);
        Assert.Equal(3 - (2.776445 * Math.Sqrt(0.5)), interval.Low, 5);
        Assert.Equal(3 + (2.776445 * Math.Sqrt(0.5)), interval.High, 5);
    }

    [Fact]
    public void One_value_alone_has_an_interval_without_ends_and_no_number_counts_as_none()
    {
        var interval = Interval.Of([4, double.NaN]);
        Assert.Equal((4.0, 1), (interval.Mean, interval.Count));
        Assert.Equal(double.NegativeInfinity, interval.Low);
        Assert.True(double.IsNaN(Interval.Of([]).Mean));
    }

    [Fact]
    public void The_difference_of_two_unequal_samples_is_Welchs()
    {
        // t at 3.2347 degrees of freedom is 3.0557, the standard error the root of 1.75
        var interval = Interval.Difference([1, 2, 3, 4], [2, 4, 6]);
        Assert.Equal(-1.5, interval.Mean, 10);
        Assert.Equal(-5.54233, interval.Low, 4);
        Assert.Equal(2.54233, interval.High, 4);
        Assert.Equal(new Interval(1, 1, 1, 2), Interval.Difference([2, 2], [1, 1]));
    }

    [Theory]
    [InlineData(nameof(Measure.Better), 0.05, "Holds")]
    [InlineData(nameof(Measure.Better), -0.05, "Fails")]
    [InlineData(nameof(Measure.Better), 0.001, "Fails")]
    [InlineData(nameof(Measure.WithinNoise), 0.001, "Holds")]
    [InlineData(nameof(Measure.WithinNoise), -0.0001, "Holds")]
    [InlineData(nameof(Measure.WithinNoise), -0.01, "Fails")]
    [InlineData(nameof(Measure.NoWorse), 0.05, "Holds")]
    [InlineData(nameof(Measure.NoWorse), 0, "Holds")]
    [InlineData(nameof(Measure.NoWorse), -0.05, "Fails")]
    public void A_lead_is_judged_by_its_interval_and_two_rows_are_the_least_that_counts(string measure, double lead, string expected)
    {
        // seeds shift both arms alike, and a tenth of a row apart
        var arms = Arms([0.90, 0.91, 0.92], [0.90 + lead, 0.91 + lead + (Row / 10), 0.92 + lead]);
        var answer = Judge.Of(new Question("It leads.", "left", "right", Enum.Parse<Measure>(measure)), arms, Metric, Row);
        Assert.Equal(expected, answer.Outcome.ToString());
        Assert.Equal(lead + (Row / 30), answer.Difference.Mean, 10);
        Assert.Equal(2 * Row, answer.Counts, 10);
    }

    [Theory]
    [InlineData(nameof(Measure.Better))]
    [InlineData(nameof(Measure.NoWorse))]
    public void Seeds_that_disagree_widely_tell_nothing(string measure)
    {
        var arms = Arms([0.90, 0.90, 0.90], [0.80, 0.97, 0.93]);
        var answer = Judge.Of(new Question("It leads.", "left", "right", Enum.Parse<Measure>(measure)), arms, Metric, Row);
        Assert.Equal(Outcome.Unclear, answer.Outcome);
        Assert.StartsWith("Cannot be told: left is ", answer.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_smaller_loss_leads_and_a_twentieth_of_it_is_the_least_that_counts()
    {
        var answer = Judge.Of(new Question("It leads.", "left", "right"), Arms([0.20, 0.21, 0.22], [0.10, 0.11, 0.121]), Yardstick.Loss, 0);
        Assert.Equal(Outcome.Holds, answer.Outcome);
        Assert.Equal(0.05 * 0.21, answer.Counts, 10);
    }

    [Theory]
    [InlineData(300, "Holds")]
    [InlineData(700, "Fails")]
    public void Epochs_saved_are_compared_with_the_claimed_share(int epochs, string expected)
    {
        var arms = Arms([0.9, 0.9], [0.9, 0.9], epochs);
        var answer = Judge.Of(new Question("It saves.", "left", "right", Measure.Saves, 0.5), arms, Metric, Row);
        Assert.Equal(expected, answer.Outcome.ToString());
        Assert.Equal(1 - (epochs / 1000.0), answer.Difference.Mean, 10);
    }

    [Theory]
    [InlineData(0.95, "Holds")]
    [InlineData(0.90, "Fails")]
    public void A_test_score_is_level_where_chance_between_retrainings_explains_the_lag(double left, string expected)
    {
        var arms = Arms([1], [1]).Select((a, i) => a with { TestOfEach = i == 0 ? [0.955, 0.945, 0.96, 0.95, 0.95] : [left - 0.01, left + 0.005, left, left, left] }).ToImmutableArray();
        var answer = Judge.Of(new Question("It is level.", "left", "right", Measure.LevelOnTest), arms, Metric, Row);
        Assert.Equal(expected, answer.Outcome.ToString());
    }

    [Theory]
    [InlineData(0.03, "Holds")]
    [InlineData(0.001, "Holds")]
    [InlineData(0, "Unclear")]
    [InlineData(-0.02, "Fails")]
    public void A_score_falls_where_the_winner_retrained_is_worse_than_its_search_saw(double fall, string expected)
    {
        var arms = Arms([0.90], [0.90, 0.91, 0.92]).Select(a => a with { Ends = [.. a.Ends.Select((e, i) => e with { Seen = a.Scores[i] + fall + (i * Row / 10) })] }).ToImmutableArray();
        var answer = Judge.Of(new Question("It falls.", "left", "left", Measure.Falls), arms, Metric, Row);
        Assert.Equal(expected, answer.Outcome.ToString());
        Assert.Equal(fall + (Row / 10), answer.Difference.Mean, 10);
    }

    private static Yardstick Metric { get; } = new("validation_accuracy", HyperScaffold.Trials.StudyDirection.Maximize, false);

    private static ImmutableArray<ArmScore> Arms(double[] right, double[] left, int epochs = 1000)
    {
        ImmutableArray<ArmEnd> Ends(int n, int e) => [.. Enumerable.Repeat(new ArmEnd(ImmutableSortedDictionary<string, object?>.Empty, 10, e), n)];
        return
        [
            new ArmScore("right", Ends(right.Length, 1000), [.. right], [.. right], [.. right]),
            new ArmScore("left", Ends(left.Length, epochs), [.. left], [.. left], [.. left]),
        ];
    }
}
