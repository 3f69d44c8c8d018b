using HyperScaffold.Phases;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;

namespace HyperScaffold.Tests.Phases;

public sealed class DunnettTableTests
{
    // Dunnett 1955, table 1a
    [Theory]
    [InlineData(1, 8, 1.86)]
    [InlineData(2, 6, 2.34)]
    [InlineData(3, 8, 2.42)]
    [InlineData(4, 10, 2.47)]
    [InlineData(9, 20, 2.60)]
    public void The_points_are_those_that_Dunnett_published(int candidates, int degrees, double point) =>
        Assert.Equal(point, DunnettTable.Point(candidates, degrees), 0.006);

    [Fact]
    public void Every_point_of_the_table_leaves_five_percent_above_it()
    {
        foreach (var degrees in DunnettTable.Rows.Select(d => (int?)d).Append(null))
        {
            for (var k = 1; k <= DunnettTable.MostCandidates; k++)
            {
                var below = ChanceBelow(DunnettTable.Point(k, degrees), k, degrees);
                Assert.True(Math.Abs(below - 0.95) < 2e-4, $"k = {k}, df = {degrees}: {below}");
            }
        }
    }

    [Fact]
    public void Degrees_between_two_rows_take_the_stricter_row()
    {
        Assert.Equal(DunnettTable.Point(3, 10), DunnettTable.Point(3, 11));
        Assert.Equal(DunnettTable.Point(3, 120), DunnettTable.Point(3, 5000));
        Assert.True(DunnettTable.Point(3, null) < DunnettTable.Point(3, 120));
        Assert.Equal(DunnettTable.Point(10, 8), DunnettTable.Point(40, 8));
    }

    // the baseline's normal deviate z is shared, and so is the estimate s of the deviation, s^2 df being chi-square
    private static double ChanceBelow(double point, int k, int? degrees)
    {
        double Given(double s) => GaussLegendreRule.Integrate(z => Normal.PDF(0, 1, z) * Math.Pow(Normal.CDF(0, 1, z + (point * Math.Sqrt(2) * s)), k), -8, 8, 48);
        if (degrees is not { } df)
        {
            return Given(1);
        }

        var constant = Math.Log(2) + (df / 2.0 * Math.Log(df / 2.0)) - SpecialFunctions.GammaLn(df / 2.0);
        var width = 9 / Math.Sqrt(2.0 * df);
        return GaussLegendreRule.Integrate(s => Math.Exp(constant + ((df - 1) * Math.Log(s)) - (df * s * s / 2)) * Given(s), Math.Max(1e-9, 1 - width), 1 + width, 64);
    }
}
