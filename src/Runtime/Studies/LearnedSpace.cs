using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>The space of a study that was never told one: the parameters that every finished trial has, as the latest trial had them.</summary>
internal sealed class LearnedSpace : ITrialObserver
{
    private List<SpaceParameter>? _common;

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

        var own = trial.Parameters;
        var next = _common is null
            ? own.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new SpaceParameter(p.Key, p.Value.Distribution)).ToList()
            : _common.Where(p => own.ContainsKey(p.Name)).Select(p => p.Distribution.Equals(own[p.Name].Distribution) ? p : p with { Distribution = own[p.Name].Distribution }).ToList();
        if (_common is null || !next.SequenceEqual(_common))
        {
            _common = next;
            Space = new SearchSpace(next);
        }
    }
}
