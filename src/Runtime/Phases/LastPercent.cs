using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>What the last percent of a search's gain cost: what was spent once 99 % of it was there.</summary>
/// <param name="Trials">The search trials that ended after that.</param>
/// <param name="Epochs">Their epochs.</param>
/// <param name="AllTrials">All search trials that ended.</param>
/// <param name="AllEpochs">Their epochs.</param>
public sealed record LastPercent(int Trials, int Epochs, int AllTrials, int AllEpochs)
{
    private const double Share = 0.99;

    /// <summary>Computes it from a phase's trials in the order in which they ended.</summary>
    /// <param name="trials">The study's trials; confirm trials do not count.</param>
    /// <param name="direction">Which values are better.</param>
    /// <returns>The sums; null where the search gained nothing over its baseline.</returns>
    public static LastPercent? Of(IReadOnlyList<FrozenTrial> trials, StudyDirection direction)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var search = trials.Where(t => t.IsFinished && PhaseTrials.IsSearch(t)).OrderBy(t => t.End).ThenBy(t => t.Number).ToList();
        if (PhaseTrials.Baseline(search) is not { State: TrialState.Complete, Value: { } start } || PhaseTrials.Best(search, direction) is not { Value: { } end })
        {
            return null;
        }

        var gain = PhaseTrials.Lead(end, start, direction);
        var reached = search.FindIndex(t => t is { State: TrialState.Complete, Value: { } value } && PhaseTrials.Lead(value, start, direction) >= Share * gain);
        var after = search.Skip(reached + 1).ToList();
        return gain > 0 ? new LastPercent(after.Count, after.Sum(SpendCounter.Epochs), search.Count, search.Sum(SpendCounter.Epochs)) : null;
    }
}
