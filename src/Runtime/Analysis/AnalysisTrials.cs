using HyperScaffold.Trials;

namespace HyperScaffold.Analysis;

/// <summary>Which trials an analysis looks at.</summary>
internal static class AnalysisTrials
{
    /// <summary>The trials of the search: confirm trials retrain known configurations and would count them twice.</summary>
    public static IEnumerable<FrozenTrial> Search(IReadOnlyList<FrozenTrial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return trials.Where(t => t.Round != TrialAttributes.ConfirmRound).OrderBy(t => t.Number);
    }

    /// <summary>The complete trials of the search with a finite value, by number.</summary>
    public static IEnumerable<FrozenTrial> Valued(IReadOnlyList<FrozenTrial> trials) =>
        Search(trials).Where(t => t.State == TrialState.Complete && t.Value is { } value && double.IsFinite(value));

    /// <summary>Tells whether one value is better than another.</summary>
    public static bool IsBetter(double value, double than, StudyDirection direction) =>
        direction == StudyDirection.Minimize ? value < than : value > than;

    /// <summary>The value turned so that smaller is better.</summary>
    public static double Loss(double value, StudyDirection direction) => direction == StudyDirection.Minimize ? value : -value;
}
