using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>The space of a study that was never told one: every parameter that a finished trial has had, as the latest one had it.</summary>
internal sealed class LearnedSpace : ITrialObserver
{
    private readonly SortedDictionary<string, Distribution> _known = new(StringComparer.Ordinal);

    private ParameterLayout? _latest;

    /// <summary>Gets the space; empty before the first trial.</summary>
    public SearchSpace Space { get; private set; } = SearchSpace.Empty;

    /// <inheritdoc/>
    public void OnFinished(FrozenTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (trial.State == TrialState.Fail)
        {
            return;
        }

        var layout = trial.Chosen.Layout;
        if (ReferenceEquals(layout, _latest))
        {
            return;
        }

        _latest = layout;
        var changed = false;
        for (var i = 0; i < layout.Count; i++)
        {
            if (!_known.TryGetValue(layout.NameAt(i), out var distribution) || !distribution.Equals(layout.DistributionAt(i)))
            {
                _known[layout.NameAt(i)] = layout.DistributionAt(i);
                changed = true;
            }
        }

        if (changed)
        {
            Space = new SearchSpace([.. _known.Select(p => new SpaceParameter(p.Key, p.Value))]);
        }
    }
}
