namespace HyperScaffold.Samplers.Tpe;

/// <summary>A mixture with one component for each observation and one for the prior; parameters share the components.</summary>
internal sealed class ParzenEstimator
{
    private readonly Kernels[] _kernels;
    private readonly double[] _cumulative;
    private readonly double[] _logWeights;
    private readonly double[] _sums;
    private readonly MixtureSum? _fast;

    public ParzenEstimator(Kernels[] kernels, double[] weights)
    {
        (_kernels, Weights) = (kernels, weights);
        _sums = new double[weights.Length];
        _logWeights = new double[weights.Length];
        _cumulative = new double[weights.Length];
        var total = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            total += weights[i];
            (_cumulative[i], _logWeights[i]) = (total, Math.Log(weights[i]));
        }

        _fast = MixtureSum.Of(kernels, _logWeights);
    }

    public double[] Weights { get; }

    /// <summary>The log density of a point given as one internal value for each parameter.</summary>
    public double LogDensity(ReadOnlySpan<double> point)
    {
        if (_fast is not null)
        {
            return _fast.LogDensity(point);
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
        var place = random.NextDouble() * _cumulative[^1];
        var found = Array.BinarySearch(_cumulative, place);
        var component = Math.Min(found >= 0 ? found + 1 : ~found, _cumulative.Length - 1);
        for (var j = 0; j < _kernels.Length; j++)
        {
            point[j] = _kernels[j].Draw(component, axes[j], random);
        }
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
