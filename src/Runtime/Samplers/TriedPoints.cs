using HyperScaffold.Trials;

namespace HyperScaffold.Samplers;

/// <summary>
/// Which points of a countable space a study has tried. Finished trials do not change, so each is looked at once; those
/// that are still open are few.
/// </summary>
internal sealed class TriedPoints(AxisSet set)
{
    private readonly HashSet<long> _finished = [];
    private int _known;
    private Taken _taken = new(0);

    /// <summary>The points of the finished trials.</summary>
    /// <param name="history">The study's trials.</param>
    public IReadOnlySet<long> Finished(TrialHistory history)
    {
        for (; _known < history.Finished.Count; _known++)
        {
            _finished.Add(IndexOf(history.Finished[_known]));
        }

        _finished.Remove(-1);
        return _finished;
    }

    /// <summary>The points of the trials before a request that no sequence of the round gave: enqueued ones, and those of earlier rounds.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The points, and how many trials of the round were enqueued.</returns>
    public (IReadOnlyCollection<long> Points, int Queued) TakenBefore(SampleRequest request)
    {
        var start = request.Start ?? request.Number - request.Index;
        if (_taken.Start != start)
        {
            _taken = new Taken(start);
        }

        Take(_taken, request.History, int.MaxValue);
        var finished = _taken;
        if (_taken.Latest >= request.Number)
        {
            Take(finished = new Taken(start), request.History, request.Number);
        }

        return WithOpen(finished, request);
    }

    /// <summary>The number of a trial's point; -1 where it lies outside.</summary>
    /// <param name="trial">The trial.</param>
    public long IndexOf(FrozenTrial trial) => set.PointOf(trial) is { } point ? set.Points!.IndexOf(point) : -1;

    private static bool IsQueued(FrozenTrial trial) => trial.SystemAttributes.ContainsKey(TrialAttributes.FixedParameters);

    private void Take(Taken taken, TrialHistory history, int before)
    {
        for (; taken.Known < history.Finished.Count; taken.Known++)
        {
            var trial = history.Finished[taken.Known];
            if (trial.Number < before && (trial.Number < taken.Start || IsQueued(trial)))
            {
                taken.Add(trial.Number, IndexOf(trial));
            }
        }
    }

    private (IReadOnlyCollection<long> Points, int Queued) WithOpen(Taken finished, SampleRequest request)
    {
        var (points, queued) = (finished.Points, finished.Queued);
        foreach (var trial in request.History.Open.Where(t => t.Number < request.Number && (t.Number < finished.Start || IsQueued(t))))
        {
            queued += trial.Number >= finished.Start ? 1 : 0;
            if (IndexOf(trial) is var index and >= 0 && !points.Contains(index))
            {
                points = ReferenceEquals(points, finished.Points) ? [.. points] : points;
                points.Add(index);
            }
        }

        return (points, queued);
    }

    private sealed class Taken(int start)
    {
        public int Start { get; } = start;

        public HashSet<long> Points { get; } = [];

        public int Known { get; set; }

        public int Queued { get; private set; }

        public int Latest { get; private set; } = -1;

        public void Add(int number, long point)
        {
            (Queued, Latest) = (Queued + (number >= Start ? 1 : 0), Math.Max(Latest, number));
            if (point >= 0)
            {
                Points.Add(point);
            }
        }
    }
}
