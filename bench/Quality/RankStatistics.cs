using MathNet.Numerics.Distributions;

namespace HyperScaffold.Bench.Quality;

public static class RankStatistics
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>One-sided signed-rank test: the probability of differences so far below 0 by chance (normal approximation).</summary>
    public static double SignedRankBelow(IEnumerable<double> differences)
    {
        var d = differences.Where(x => x != 0).OrderBy(Math.Abs).ToArray();
        var (ranks, ties) = Ranks([.. d.Select(Math.Abs)]);
        var (n, sum) = ((double)d.Length, d.Select((x, i) => x < 0 ? ranks[i] : 0).Sum());
        var deviation = Math.Sqrt(((n * (n + 1) * ((2 * n) + 1)) - (ties / 2)) / 24);
        return 1 - Normal.CDF(0, 1, (sum - (n * (n + 1) / 4)) / deviation);
    }

    /// <summary>One-sided rank-sum test: the probability that ours lie so far above theirs by chance (normal approximation).</summary>
    public static double RankSumAbove(IReadOnlyList<double> ours, IReadOnlyList<double> theirs)
    {
        var all = ours.Select(v => (v, true)).Concat(theirs.Select(v => (v, false))).OrderBy(x => x.v).ToArray();
        var (ranks, ties) = Ranks([.. all.Select(x => x.v)]);
        var (n, m) = ((double)ours.Count, (double)theirs.Count);
        var sum = all.Select((x, i) => x.Item2 ? ranks[i] : 0).Sum() - (n * (n + 1) / 2);
        var deviation = Math.Sqrt(n * m / 12 * (n + m + 1 - (ties / ((n + m) * (n + m - 1)))));
        return deviation == 0 ? 1 : 1 - Normal.CDF(0, 1, (sum - (n * m / 2)) / deviation);
    }

    /// <summary>Holm's correction: each probability times the number of those at least as large, made to rise.</summary>
    public static double[] Holm(IReadOnlyList<double> probabilities)
    {
        var order = Enumerable.Range(0, probabilities.Count).OrderBy(i => probabilities[i]).ToArray();
        var (corrected, largest) = (new double[order.Length], 0.0);
        for (var k = 0; k < order.Length; k++)
        {
            largest = Math.Max(largest, Math.Min(1, probabilities[order[k]] * (order.Length - k)));
            corrected[order[k]] = largest;
        }

        return corrected;
    }

    private static (double[] Ranks, double Ties) Ranks(double[] sorted)
    {
        var (ranks, ties) = (new double[sorted.Length], 0.0);
        for (var i = 0; i < sorted.Length;)
        {
            var end = i;
            while (end < sorted.Length && sorted[end] == sorted[i])
            {
                end++;
            }

            Array.Fill(ranks, (i + 1 + end) / 2.0, i, end - i);
            ties += Math.Pow(end - i, 3) - (end - i);
            i = end;
        }

        return (ranks, ties);
    }
}
