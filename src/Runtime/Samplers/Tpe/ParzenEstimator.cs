namespace HyperScaffold.Samplers.Tpe;

/// <summary>A mixture with one component for each observation and one for the prior; parameters share the components.</summary>
internal sealed class ParzenEstimator
{
    private readonly Kernels[] _kernels;
    private readonly FastMixture? _fast;
    private readonly MixtureSum? _exact;
    private readonly double[] _logWeights;
    private readonly double[] _sums;
    private double[]? _cumulative;

    /// <summary>Initializes a new instance of the <see cref="ParzenEstimator"/> class.</summary>
    /// <param name="kernels">One for each parameter.</param>
    /// <param name="weights">The weights of the components, the prior's last.</param>
    /// <param name="fast">True where a density to 1e-5 and up to a constant will do.</param>
    public ParzenEstimator(Kernels[] kernels, double[] weights, bool fast = false)
    {
        (_kernels, Weights, _logWeights, _sums) = (kernels, weights, [], []);
        if (fast)
        {
            _fast = new FastMixture(kernels, weights);
            return;
        }

        (_logWeights, _sums) = (Array.ConvertAll(weights, Math.Log), new double[weights.Length]);
        _exact = MixtureSum.Of(kernels, _logWeights);
    }

    public double[] Weights { get; }

    /// <summary>The log density of a point given as one internal value for each parameter.</summary>
    public double LogDensity(ReadOnlySpan<double> point)
    {
        if (_fast is not null)
        {
            return _fast.LogDensity(point);
        }

        if (_exact is not null)
        {
            return _exact.LogDensity(point);
        }

        _logWeights.CopyTo(_sums, 0);
        for (var j = 0; j < _kernels.Length; j++)
        {
            _kernels[j].AddLogDensity(point[j], _sums);
        }

        return LogSumExp(_sums);
    }

    public void Draw(Axis[] axes, RandomSource random, Span<double> point)
    {
        _cumulative ??= Cumulative();
        var place = random.NextDouble() * _cumulative[^1];
        var found = Array.BinarySearch(_cumulative, place);
        var component = Math.Min(found >= 0 ? found + 1 : ~found, _cumulative.Length - 1);
        for (var j = 0; j < _kernels.Length; j++)
        {
            point[j] = _kernels[j].Draw(component, axes[j], random);
        }
    }

    private double[] Cumulative()
    {
        var (sums, total) = (new double[Weights.Length], 0.0);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = total += Weights[i];
        }

        return sums;
    }

    private static double LogSumExp(double[] sums)
    {
        var (largest, total) = (sums.Max(), 0.0);
        foreach (var sum in sums)
        {
            total += Math.Exp(sum - largest);
        }

        return largest + Math.Log(total);
    }
}
