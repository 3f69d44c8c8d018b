using MathNet.Numerics.Distributions;

namespace HyperScaffold.Pruners;

/// <summary>Wilcoxon's signed-rank test, one-sided, half of the zeros counted as positive.</summary>
internal static class SignedRankTest
{
    private const int LargestExact = 50;

    /// <summary>The probability of differences at least as positive as these if they were symmetric about 0.</summary>
    public static double Greater(IReadOnlyList<double> differences)
    {
        var n = differences.Count;
        var sorted = differences.Select(Math.Abs).Order().ToArray();
        var groups = sorted.GroupBy(a => a).ToDictionary(g => g.Key, g => g.Count());
        double RankOf(double size) => FirstOf(sorted, size) + ((groups[size] + 1) / 2.0);
        var sum = differences.Sum(d => d > 0 ? RankOf(d) : d == 0 ? RankOf(0) / 2 : 0);
        return n <= LargestExact && groups.Count == n && sorted[0] > 0 ? Exact(n, (int)Math.Round(sum)) : Approximate(n, sum, groups);
    }

    private static int FirstOf(double[] sorted, double size)
    {
        var place = Array.BinarySearch(sorted, size);
        while (place > 0 && sorted[place - 1] == size)
        {
            place--;
        }

        return place;
    }

    private static double Exact(int n, int sum)
    {
        var counts = new double[(n * (n + 1) / 2) + 1];
        counts[0] = 1;
        for (var rank = 1; rank <= n; rank++)
        {
            for (var s = counts.Length - 1; s >= rank; s--)
            {
                counts[s] += counts[s - rank];
            }
        }

        return counts.Skip(sum).Sum() / Math.Pow(2, n);
    }

    private static double Approximate(int n, double sum, Dictionary<double, int> groups)
    {
        var ties = groups.Values.Sum(g => Math.Pow(g, 3) - g);
        var deviation = Math.Sqrt(((n * (n + 1.0) * ((2.0 * n) + 1)) - (ties / 2)) / 24);
        return 1 - Normal.CDF(0, 1, (sum - (n * (n + 1) / 4.0)) / deviation);
    }
}
