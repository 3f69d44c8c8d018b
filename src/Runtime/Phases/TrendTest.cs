using MathNet.Numerics.Distributions;

namespace HyperScaffold.Phases;

/// <summary>Spearman's rank correlation with a one-sided level (Student's approximation, Kendall and Stuart 1973).</summary>
internal static class TrendTest
{
    /// <summary>How likely a rank correlation at least this large would be without any effect.</summary>
    /// <param name="first">One value a trial.</param>
    /// <param name="second">Another value a trial; a positive correlation with the first gives a small level.</param>
    /// <returns>The level, 0 to 1; 1 with fewer than four trials or where one side is constant.</returns>
    public static double Level(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var n = first.Count;
        if (n < 4)
        {
            return 1;
        }

        var rho = Correlation(Ranks(first), Ranks(second));
        if (double.IsNaN(rho))
        {
            return 1;
        }

        var t = rho * Math.Sqrt((n - 2) / Math.Max(1e-12, 1 - (rho * rho)));
        return 1 - StudentT.CDF(0, 1, n - 2, t);
    }

    /// <summary>Ranks from 1; equal values share the mean of their ranks.</summary>
    public static double[] Ranks(IReadOnlyList<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Count];
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end + 1 < order.Length && values[order[end + 1]] == values[order[start]])
            {
                end++;
            }

            for (var i = start; i <= end; i++)
            {
                ranks[order[i]] = 1 + ((start + end) / 2.0);
            }

            start = end + 1;
        }

        return ranks;
    }

    private static double Correlation(double[] x, double[] y)
    {
        var (mx, my) = (x.Average(), y.Average());
        var cross = x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum();
        return cross / Math.Sqrt(x.Sum(a => (a - mx) * (a - mx)) * y.Sum(b => (b - my) * (b - my)));
    }
}
