using System.Collections.Immutable;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Samplers;

/// <summary>
/// Remembers the axes of what a study was asked about last, and with them which points were tried, so that an ask
/// neither makes them anew nor looks through the whole history.
/// </summary>
internal sealed class AxisMemo : ITrialObserver
{
    private const int MostKnown = 16;

    // the latest stands last
    private readonly List<Entry> _known = [];

    /// <summary>The axes of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="owner">Who chose the levels; null where there are none.</param>
    /// <param name="levels">The only values of an axis, or null for all.</param>
    public static AxisSet Of(SampleRequest request, object? owner = null, Func<Axis, double[]?>? levels = null) =>
        request.History.Derive(static () => new AxisMemo()).Find(request, owner, levels);

    /// <inheritdoc/>
    public void OnFinished(FrozenTrial trial)
    {
    }

    private AxisSet Find(SampleRequest request, object? owner, Func<Axis, double[]?>? levels)
    {
        var at = _known.FindLastIndex(k => ReferenceEquals(k.Space, request.Space) && ReferenceEquals(k.Owner, owner) && ReferenceEquals(k.Focus, request.Focus) && Same(k.Fixed, request.Fixed));
        if (at == _known.Count - 1 && at >= 0)
        {
            return _known[at].Set;
        }

        var entry = at >= 0 ? _known[at] : new Entry(request.Space, owner, request.Focus, request.Fixed, AxisSet.Make(request, levels));
        if (at >= 0 || _known.Count == MostKnown)
        {
            _known.RemoveAt(Math.Max(at, 0));
        }

        _known.Add(entry);
        return entry.Set;
    }

    private static bool Same(ImmutableDictionary<string, double> one, ImmutableDictionary<string, double> other)
    {
        var same = one.Count == other.Count;
        foreach (var (name, value) in one)
        {
            same = same && other.TryGetValue(name, out var known) && known.Equals(value);
        }

        return same;
    }

    private sealed record Entry(SearchSpace Space, object? Owner, ImmutableDictionary<string, FocusRange> Focus, ImmutableDictionary<string, double> Fixed, AxisSet Set);
}
