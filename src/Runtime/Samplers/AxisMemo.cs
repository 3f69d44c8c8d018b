using System.Collections.Immutable;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Samplers;

/// <summary>Remembers the axes of the spaces that a study was asked about last, so that an ask does not make them anew.</summary>
internal sealed class AxisMemo : ITrialObserver
{
    private const int MostKnown = 4;
    private readonly List<(SearchSpace Space, ImmutableDictionary<string, FocusRange> Focus, AxisSet Set)> _known = [];

    public static AxisSet Of(SampleRequest request) => request.History.Derive(static () => new AxisMemo()).Find(request);

    /// <inheritdoc/>
    public void OnFinished(FrozenTrial trial)
    {
    }

    private AxisSet Find(SampleRequest request)
    {
        foreach (var (space, focus, set) in _known)
        {
            if (ReferenceEquals(space, request.Space) && ReferenceEquals(focus, request.Focus))
            {
                return set;
            }
        }

        var made = AxisSet.Make(request);
        if (_known.Count == MostKnown)
        {
            _known.RemoveAt(0);
        }

        _known.Add((request.Space, request.Focus, made));
        return made;
    }
}
