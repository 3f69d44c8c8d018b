using MathNet.Numerics.Distributions;

namespace HyperScaffold.Phases;

/// <summary>
/// Kendall's test for a rise over time (Mann 1945): exact for few values, and widened by the likeness of neighbours for
/// more (Hamed and Rao 1998), because the epochs of one training are not independent.
/// </summary>
internal static class RankTrend
{
    private const int MostExact = 9;

    private const int FewestForLikeness = 6;

    // the work grows with the square; means of neighbours show the same rise
    private const int MostValues = 500;

    // beyond it the course itself is bent, which is no noise
    private const double MostLikeness = 0.6;

    /// <summary>How likely so clear a rise would be without a trend.</summary>
    /// <param name="values">The values in order of time.</param>
    /// <returns>The level, 0 to 1; 1 with fewer than three values or without a rise.</returns>
    public static double RiseLevel(IReadOnlyList<double> values) => Level(values.Count > MostValues ? Shortened(values) : values);

    private static double Level(IReadOnlyList<double> values)
    {
        var n = values.Count;
        var score = Score(values);
        if (n < 3 || score <= 0)
        {
            return 1;
        }

        var likeness = n < FewestForLikeness ? 0 : Likeness(values);
        if (n <= MostExact && likeness <= 0)
        {
            return Exact(n, score);
        }

        // even of a random walk every step rises in one of 2^(n - 1) only
        var pairs = n * (n - 1) / 2;
        var unbroken = score == pairs ? Math.Pow(0.5, n - 1) : 1;
        var variance = n * (n - 1) * ((2 * n) + 5) / 18.0 * (1 + likeness) / (1 - likeness);
        return Math.Min(unbroken, 1 - Normal.CDF(0, 1, (score - 1) / Math.Sqrt(variance)));
    }

    private static double[] Shortened(IReadOnlyList<double> values)
    {
        int Start(int part) => (int)((long)part * values.Count / MostValues);
        return [.. Enumerable.Range(0, MostValues).Select(part => values.Skip(Start(part)).Take(Start(part + 1) - Start(part)).Average())];
    }

    /// <summary>Pairs that rise less pairs that fall.</summary>
    private static int Score(IReadOnlyList<double> values)
    {
        var score = 0;
        for (var late = 1; late < values.Count; late++)
        {
            for (var early = 0; early < late; early++)
            {
                score += values[late].CompareTo(values[early]);
            }
        }

        return score;
    }

    /// <summary>The share of all orders that rise as clearly: counted by their inversions.</summary>
    private static double Exact(int n, int score)
    {
        double[] orders = [1];
        for (var size = 2; size <= n; size++)
        {
            var next = new double[orders.Length + size - 1];
            for (var i = 0; i < orders.Length; i++)
            {
                for (var more = 0; more < size; more++)
                {
                    next[i + more] += orders[i] / size;
                }
            }

            orders = next;
        }

        // an odd rest comes of ties: they count as half an inversion, rounded against the rise
        return orders.Take((((n * (n - 1) / 2) - score + 1) / 2) + 1).Sum();
    }

    /// <summary>The correlation of neighbours around a straight line, never below 0; corrected for the shortness of the series.</summary>
    private static double Likeness(IReadOnlyList<double> values)
    {
        var n = values.Count;
        var slope = Slope(values);
        var rest = values.Select((v, i) => v - (slope * i)).ToArray();
        var mean = rest.Average();
        var squares = rest.Sum(r => (r - mean) * (r - mean));
        // rounding around a straight line is no noise either
        if (squares <= 1e-12 * values.Sum(v => v * v))
        {
            return 0;
        }

        var raw = rest.Zip(rest.Skip(1), (a, b) => (a - mean) * (b - mean)).Sum() / squares;
        // of n values around a fitted line the estimate is too small by (2 + 4 r) / n (Marriott and Pope 1954)
        return Math.Clamp(raw + ((2 + (4 * raw)) / n), 0, MostLikeness);
    }

    /// <summary>The median slope of all pairs (Sen 1968).</summary>
    private static double Slope(IReadOnlyList<double> values)
    {
        var slopes = new List<double>(values.Count * (values.Count - 1) / 2);
        for (var late = 1; late < values.Count; late++)
        {
            for (var early = 0; early < late; early++)
            {
                slopes.Add((values[late] - values[early]) / (late - early));
            }
        }

        slopes.Sort();
        return (slopes[(slopes.Count - 1) / 2] + slopes[slopes.Count / 2]) / 2;
    }
}
