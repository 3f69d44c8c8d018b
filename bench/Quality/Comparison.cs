namespace HyperScaffold.Bench.Quality;

/// <summary>How one method's regrets compare with another's on the same functions and seeds.</summary>
public sealed record Comparison
{
    /// <summary>Gets the geometric mean over functions of the ratio of median regrets.</summary>
    public required double Ratio { get; init; }

    /// <summary>Gets the bootstrap's 95 % interval of the mean log ratio; seeds are drawn again within each function.</summary>
    public required (double Low, double High) LogInterval { get; init; }

    /// <summary>Gets the probability of being so much better by chance, pooled over functions and seeds (paired signed ranks of log ratios).</summary>
    public required double PooledP { get; init; }

    /// <summary>Gets the ratio of medians by function.</summary>
    public required double[] Ratios { get; init; }

    /// <summary>Gets Holm's corrected probability that a function is worse, by function.</summary>
    public required double[] WorseP { get; init; }

    public static Comparison Of(double[][] ours, double[][] theirs)
    {
        var ratios = ours.Zip(theirs, (a, b) => RankStatistics.Median(a) / RankStatistics.Median(b)).ToArray();
        var source = RandomSource.For(1, 0, "bootstrap");
        var means = Enumerable.Range(0, QualitySettings.Resamples).Select(_ => ours.Zip(theirs, (a, b) => LogRatio(Again(a, source), Again(b, source))).Average()).Order().ToArray();
        return new Comparison
        {
            Ratio = Math.Exp(ratios.Average(Math.Log)),
            LogInterval = (means[(int)(0.025 * means.Length)], means[(int)(0.975 * means.Length)]),
            PooledP = RankStatistics.SignedRankBelow(ours.Zip(theirs, (a, b) => a.Zip(b, (x, y) => Math.Log(x / y))).SelectMany(x => x)),
            Ratios = ratios,
            WorseP = RankStatistics.Holm([.. ours.Zip(theirs, (a, b) => RankStatistics.RankSumAbove(a, b))]),
        };
    }

    private static double LogRatio(double[] a, double[] b) => Math.Log(RankStatistics.Median(a) / RankStatistics.Median(b));

    private static double[] Again(double[] values, RandomSource source) => [.. values.Select(_ => values[source.NextIndex(values.Length)])];
}
