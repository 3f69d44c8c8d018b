namespace HyperScaffold.Samplers;

/// <summary>Which points of a countable space were tried or are being tried.</summary>
internal sealed class VisitedPoints
{
    private readonly FinitePoints? _points;
    private readonly HashSet<long> _visited = [];

    private VisitedPoints(FinitePoints? points) => _points = points;

    /// <summary>Gets a value indicating whether the points can be counted, so that <see cref="Left"/> has one.</summary>
    public bool IsCountable => _points is not null;

    /// <summary>Gets a value indicating whether nothing is left.</summary>
    public bool IsExhausted => _points is not null && _visited.Count >= _points.Count;

    public static VisitedPoints Of(AxisSet set, SampleRequest request)
    {
        var visited = new VisitedPoints(set.Points);
        if (visited._points is { } points)
        {
            foreach (var trial in request.History.Finished.Concat(request.History.Open).Where(t => t.Number != request.Number))
            {
                visited.Add(set.PointOf(trial) is { } p ? points.IndexOf(p) : -1);
            }
        }

        return visited;
    }

    /// <summary>Gets the set that knows of nothing.</summary>
    public static VisitedPoints None { get; } = new(null);

    /// <summary>Tells whether a point was tried; false where it is incomplete or the space not countable.</summary>
    public bool Contains(double[] point) => _points is not null && _visited.Contains(_points.IndexOf(point));

    /// <summary>A point that is left, each with the same chance.</summary>
    public double[] Left(RandomSource random)
    {
        var points = _points!;
        for (var i = 0; i < 256; i++)
        {
            var index = Math.Min((long)(random.NextDouble() * points.Count), points.Count - 1);
            if (!_visited.Contains(index))
            {
                return points.At(index);
            }
        }

        var left = Enumerable.Range(0, (int)points.Count).Where(i => !_visited.Contains(i)).ToList();
        return points.At(left[random.NextIndex(left.Count)]);
    }

    private void Add(long index)
    {
        if (index >= 0)
        {
            _visited.Add(index);
        }
    }
}
