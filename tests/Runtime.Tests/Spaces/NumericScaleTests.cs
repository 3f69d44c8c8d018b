using HyperScaffold.Spaces;

namespace HyperScaffold.Runtime.Tests.Spaces;

public sealed class NumericScaleTests
{
    [Fact]
    public void A_grid_has_half_a_step_of_room_at_both_ends()
    {
        var scale = NumericScale.Of(new FloatDistribution(0, 1, step: 0.25));
        Assert.Equal((-0.125, 1.125), (scale.Low, scale.High));
    }

    [Fact]
    public void Whole_numbers_on_a_log_scale_get_their_room_before_the_logarithm()
    {
        var scale = NumericScale.Of(new IntDistribution(16, 512, log: true));
        Assert.Equal(Math.Log(15.5), scale.Low, 12);
        Assert.Equal(Math.Log(512.5), scale.High, 12);
    }

    [Theory]
    [InlineData(0.0, 1e-5)]
    [InlineData(0.5, 1e-3)]
    [InlineData(1.0, 1e-1)]
    public void The_middle_of_a_log_scale_is_the_geometric_mean(double unit, double expected) =>
        Assert.Equal(expected, NumericScale.Of(new FloatDistribution(1e-5, 1e-1, log: true)).FromUnit(unit), 12);

    [Fact]
    public void Every_value_survives_the_way_to_the_line_and_back()
    {
        Distribution[] distributions = [new FloatDistribution(-3, 7), new FloatDistribution(1e-6, 1, log: true), new IntDistribution(1, 300, log: true), new IntDistribution(-5, 25, step: 5), new FloatDistribution(0, 0.7, step: 0.1)];
        foreach (var scale in distributions.Select(NumericScale.Of))
        {
            for (var unit = 0.0; unit <= 1; unit += 1.0 / 64)
            {
                var value = scale.FromUnit(unit);
                Assert.Equal(value, scale.FromUnit(scale.ToUnit(value)), 9);
            }
        }
    }

    [Theory]
    [InlineData(3.2, 7.9, 4, 6)]
    [InlineData(-10, 100, 0, 10)]
    [InlineData(4.5, 5.5, 4, 4)]
    public void A_part_of_a_grid_keeps_the_grids_values(double low, double high, double first, double last)
    {
        var scale = NumericScale.Of(new IntDistribution(0, 10, step: 2)).Within(low, high);
        Assert.Equal((first, last), (scale.FromUnit(0), scale.FromUnit(1)));
    }
}
