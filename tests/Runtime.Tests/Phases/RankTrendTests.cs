using HyperScaffold.Phases;

namespace HyperScaffold.Runtime.Tests.Phases;

public sealed class RankTrendTests
{
    [Theory]
    [InlineData(500)]
    [InlineData(1_500)]
    [InlineData(70_000)]
    public void A_rise_is_seen_in_a_course_of_any_length_and_none_where_there_is_none(int count)
    {
        double[] Course(double slope) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(i * 12.9898) + (slope * i / count))];

        Assert.InRange(RankTrend.RiseLevel(Course(1)), 0, 0.001);
        Assert.InRange(RankTrend.RiseLevel(Course(0)), 0.05, 1);
        Assert.Equal(1, RankTrend.RiseLevel(Course(-1)));
    }

    [Theory]
    [InlineData(1e30, 1e31)]
    [InlineData(0.002, 0.02)]
    [InlineData(1e-30, 1e-29)]
    public void A_range_grows_by_a_factor_of_ten_however_large_its_numbers_are(double high, double expected)
    {
        var parameter = new PlanParameter { Name = "rate", Type = PlanParameterType.Float, Role = "rate", Low = high / 1000, High = high, Log = true, Default = high / 10 };
        Assert.Equal(expected, RangeScale.Grow(parameter, RangeEnd.High, 1).High);
    }
}
