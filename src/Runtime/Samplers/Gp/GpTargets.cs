namespace HyperScaffold.Samplers.Gp;

/// <summary>Turns losses into targets of mean 0 and deviation 1 that a few enormous losses do not flatten.</summary>
internal static class GpTargets
{
    // beyond this many spreads of the good half above the median only the logarithm of the excess counts
    private const double Tail = 3;

    public static double[] Of(IReadOnlyList<double> losses)
    {
        var sorted = losses.Order().ToArray();
        var median = sorted[sorted.Length / 2];
        var good = sorted.Where(l => l <= median).ToArray();
        var knee = Tail * Math.Sqrt(good.Sum(l => (l - median) * (l - median)) / good.Length);
        return Standardize([.. losses.Select(l => knee > 0 && l - median > knee ? median + (knee * (1 + Math.Log((l - median) / knee))) : l)]);
    }

    public static double[] Standardize(double[] values)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        return [.. values.Select(v => deviation > 0 ? (v - mean) / deviation : 0)];
    }
}
