using HyperScaffold.Trials;

namespace HyperScaffold.Samplers;

/// <summary>
/// Picks the point of a trial from an endless, fixed sequence. Where the space is countable the sequence leaves out
/// repeats, what was enqueued and what earlier rounds tried. The choice depends on the trial's place alone, not on which
/// worker asks or in which order.
/// </summary>
internal static class PointSequence
{
    private const int Patience = 64;

    /// <summary>The proposal for a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="at">The point at a place of the sequence.</param>
    public static Proposal Propose(SampleRequest request, Func<AxisSet, int, double[]> at) => Propose(request, r => AxisSet.Of(r), at);

    /// <summary>The proposal for a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="axes">Makes the axes.</param>
    /// <param name="at">The point at a place of the sequence.</param>
    public static Proposal Propose(SampleRequest request, Func<SampleRequest, AxisSet> axes, Func<AxisSet, int, double[]> at)
    {
        var set = axes(request);
        if (set.Points is not { } points)
        {
            return set.Propose(at(set, request.Number));
        }

        var start = request.Number - request.Index;
        var taken = new HashSet<long>();
        var queued = 0;
        foreach (var trial in request.History.All.Where(t => t.Number < request.Number))
        {
            var isQueued = trial.SystemAttributes.ContainsKey(TrialAttributes.FixedParameters);
            queued += isQueued && trial.Number >= start ? 1 : 0;
            if ((isQueued || trial.Number < start) && trial.Round != TrialAttributes.ConfirmRound && set.PointOf(trial) is { } point)
            {
                taken.Add(points.IndexOf(point));
            }
        }

        taken.Remove(-1);
        var left = points.Count - taken.Count - Math.Max(0, request.Index - queued);
        return Nth(points, taken, request.Index - queued, n => points.IndexOf(at(set, n))) is { } index
            ? set.Propose(points.At(index)) with { Left = left }
            : Proposal.Exhausted;
    }

    // walks the sequence; when new points have become rare, takes what is left in the order of their numbers
    private static long? Nth(FinitePoints points, HashSet<long> taken, int place, Func<int, long> at)
    {
        if (place < 0 || taken.Count + place >= points.Count)
        {
            return taken.Count < points.Count && place < 0 ? Nth(points, taken, 0, at) : null;
        }

        var found = -1;
        for (var (n, misses) = (0, 0); misses < Patience; n++)
        {
            var index = at(n);
            misses = taken.Add(index) ? 0 : misses + 1;
            found += misses == 0 ? 1 : 0;
            if (found == place)
            {
                return index;
            }
        }

        return Enumerable.Range(0, int.MaxValue).Select(i => (long)i).Where(i => !taken.Contains(i)).ElementAt(place - found - 1);
    }
}
