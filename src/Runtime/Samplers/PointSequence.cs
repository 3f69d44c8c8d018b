namespace HyperScaffold.Samplers;

/// <summary>
/// Picks the point of a trial from an endless, fixed sequence. Where the space is countable the sequence leaves out
/// repeats, what was enqueued and what earlier rounds tried. The choice depends on the trial's place alone, not on which
/// worker asks or in which order.
/// </summary>
internal static class PointSequence
{
    /// <summary>The proposal for a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="set">The axes.</param>
    /// <param name="owner">The sampler whose sequence it is.</param>
    /// <param name="at">The point at a place of the sequence.</param>
    public static Proposal Propose(SampleRequest request, AxisSet set, object owner, Func<AxisSet, int, double[]> at)
    {
        if (set.Points is not { } points)
        {
            return set.Propose(at(set, request.Number));
        }

        var (taken, queued) = set.Tried.TakenBefore(request);
        var place = Math.Max(0, request.Index - queued);
        return set.Order(points, owner, request.Seed, at).Find(place, taken) is { } index
            ? set.Propose(points.At(index)) with { Left = points.Count - taken.Count - place }
            : Proposal.Exhausted;
    }
}
