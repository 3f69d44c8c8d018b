using System.Collections.Immutable;

namespace HyperScaffold.Samplers;

/// <summary>Which points of a countable space were tried or are being tried.</summary>
internal sealed class VisitedPoints
{
    private readonly FinitePoints? _points;
    private readonly IReadOnlySet<long> _finished;
    private readonly HashSet<long> _open = [];

    private VisitedPoints(FinitePoints? points, IReadOnlySet<long> finished) => (_points, _finished) = (points, finished);

    /// <summary>Gets the set that knows of nothing.</summary>
    public static VisitedPoints None { get; } = new(null, ImmutableHashSet<long>.Empty);

    /// <summary>Gets a value indicating whether the points can be counted, so that <see cref="Left"/> has one.</summary>
    public bool IsCountable => _points is not null;

    /// <summary>Gets a value indicating whether nothing is left.</summary>
    public bool IsExhausted => _points is not null && _finished.Count + _open.Count >= _points.Count;

    public static VisitedPoints Of(AxisSet set, SampleRequest request)
    {
        if (set.Points is not { } points)
        {
            return None;
        }

        var isAgain = request.History.Find(request.Number) is { IsFinished: true };
        var visited = new VisitedPoints(points, isAgain ? Others(set, request) : set.Tried.Finished(request.History));
        foreach (var trial in request.History.Open.Where(t => t.Number != request.Number))
        {
            if (set.Tried.IndexOf(trial) is var index and >= 0 && !visited._finished.Contains(index))
            {
                visited._open.Add(index);
            }
        }

        return visited;
    }

    /// <summary>Tells whether a point was tried; false where it is incomplete or the space not countable.</summary>
    public bool Contains(double[] point) => _points is not null && Contains(_points.IndexOf(point));

    /// <summary>A point that is left, each with the same chance.</summary>
    public double[] Left(RandomSource random)
    {
        var points = _points!;
        for (var i = 0; i < 256; i++)
        {
            var index = Math.Min((long)(random.NextDouble() * points.Count), points.Count - 1);
            if (!Contains(index))
            {
                return points.At(index);
            }
        }

        var left = Enumerable.Range(0, (int)points.Count).Where(i => !Contains(i)).ToList();
        return points.At(left[random.NextIndex(left.Count)]);
    }

    private static HashSet<long> Others(AxisSet set, SampleRequest request) =>
        [.. request.History.Finished.Where(t => t.Number != request.Number).Select(set.Tried.IndexOf).Where(i => i >= 0)];

    private bool Contains(long index) => _finished.Contains(index) || _open.Contains(index);
}
