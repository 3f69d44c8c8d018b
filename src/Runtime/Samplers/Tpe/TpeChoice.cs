namespace HyperScaffold.Samplers.Tpe;

/// <summary>Chooses the values of parameters that are modelled together.</summary>
internal sealed class TpeChoice
{
    private readonly AxisSet _set;
    private readonly Axis[] _axes;
    private readonly int[] _positions;
    private readonly ParzenEstimator _good;
    private readonly ParzenEstimator _poor;
    private readonly int _candidates;

    private TpeChoice(AxisSet set, Axis[] axes, TpeSplit split, TpeOptions options)
    {
        (_set, _axes, _candidates) = (set, axes, options.Candidates);
        _positions = [.. axes.Select(a => Array.IndexOf(set.Axes, a))];
        _good = TpeModel.Estimate(axes, split.Good, options);
        _poor = TpeModel.Estimate(axes, split.Poor, options);
    }

    public static TpeChoice Of(SampleRequest request, AxisSet set, Axis[] axes, TpeOptions options) =>
        new(set, axes, TpeSplit.Of(request, axes, options), options);

    /// <summary>Writes the best candidate into a point; one that would repeat a visited point only if all do.</summary>
    public void Place(double[] point, RandomSource random, VisitedPoints visited)
    {
        Span<double> candidate = stackalloc double[_axes.Length];
        var (best, bestScore) = (new double[_axes.Length], double.NegativeInfinity);
        for (var i = 0; i < _candidates; i++)
        {
            _good.Draw(_axes, random, candidate);
            var score = _good.LogDensity(candidate) - _poor.LogDensity(candidate);
            if (i == 0 || (score > bestScore && !Repeats(point, candidate, visited)))
            {
                bestScore = i == 0 && Repeats(point, candidate, visited) ? double.NegativeInfinity : score;
                candidate.CopyTo(best);
            }
        }

        Write(best, point);
    }

    private bool Repeats(double[] point, ReadOnlySpan<double> candidate, VisitedPoints visited)
    {
        if (!visited.IsCountable)
        {
            return false;
        }

        var complete = (double[])point.Clone();
        Write(candidate, complete);
        _set.Refill(complete);
        return visited.Contains(complete);
    }

    private void Write(ReadOnlySpan<double> values, double[] point)
    {
        for (var j = 0; j < values.Length; j++)
        {
            point[_positions[j]] = values[j];
        }
    }
}
