using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>The space of a study that was never told one: every parameter that a finished trial has had, as the latest one had it.</summary>
internal sealed class LearnedSpace : ITrialObserver
{
    private readonly SortedDictionary<string, Distribution> _known = new(StringComparer.Ordinal);

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

        var changed = false;
        foreach (var (name, parameter) in trial.Parameters)
        {
            if (!_known.TryGetValue(name, out var distribution) || !distribution.Equals(parameter.Distribution))
            {
                _known[name] = parameter.Distribution;
                changed = true;
            }
        }

        if (changed)
        {
            Space = new SearchSpace([.. _known.Select(p => new SpaceParameter(p.Key, p.Value))]);
        }
    }
}
