using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>Which trials of a study count for what in a phase. Pure functions over the study's trials.</summary>
public static class PhaseTrials
{
    /// <summary>Tells whether a trial belongs to the search: every round but confirm.</summary>
    /// <param name="trial">The trial.</param>
    /// <returns>True for a search trial.</returns>
    public static bool IsSearch(FrozenTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return trial.Round != TrialAttributes.ConfirmRound;
    }

    /// <summary>Tells whether a trial evaluates the values that held before the phase.</summary>
    /// <param name="trial">The trial.</param>
    /// <returns>True for the baseline, in the search or in the confirm round.</returns>
    public static bool IsBaseline(FrozenTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return trial.UserAttributes.TryGetValue(TrialAttributes.Baseline, out var json) && json == "true";
    }

    /// <summary>Tells whether a trial's training was taken over from an earlier phase, so that it cost nothing.</summary>
    /// <param name="trial">The trial.</param>
    /// <returns>True where it names its source.</returns>
    public static bool IsTakenOver(FrozenTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return trial.UserAttributes.ContainsKey(TrialAttributes.Source);
    }

    /// <summary>Finds the search trial that evaluates the baseline; of several attempts the one that got furthest.</summary>
    /// <param name="trials">The study's trials.</param>
    /// <returns>The trial, or null.</returns>
    public static FrozenTrial? Baseline(IReadOnlyList<FrozenTrial> trials) =>
        trials.Where(t => IsSearch(t) && IsBaseline(t)).OrderBy(Merit).ThenBy(t => t.Number).FirstOrDefault();

    /// <summary>Orders the finished search trials: complete by value, then pruned by how far they came, then failed.</summary>
    /// <param name="trials">The study's trials.</param>
    /// <param name="direction">Which values are better.</param>
    /// <returns>The finished search trials, best first.</returns>
    public static ImmutableArray<FrozenTrial> Ranked(IReadOnlyList<FrozenTrial> trials, StudyDirection direction) =>
    [
        .. trials.Where(t => t.IsFinished && IsSearch(t))
            .OrderBy(Merit)
            .ThenByDescending(t => t.State == TrialState.Complete ? 0 : t.LastReport?.Step ?? 0)
            .ThenBy(t => Loss(t.Value ?? t.LastReport?.Value, direction))
            .ThenBy(t => t.Number),
    ];

    /// <summary>Finds the best complete search trial.</summary>
    /// <param name="trials">The study's trials.</param>
    /// <param name="direction">Which values are better.</param>
    /// <returns>The trial, or null while none is complete.</returns>
    public static FrozenTrial? Best(IReadOnlyList<FrozenTrial> trials, StudyDirection direction) =>
        Ranked(trials, direction).FirstOrDefault(t => t is { State: TrialState.Complete, Value: not null });

    /// <summary>Gets how much better one value is than another, positive where it is.</summary>
    /// <param name="value">The value.</param>
    /// <param name="reference">What it is compared with.</param>
    /// <param name="direction">Which values are better.</param>
    /// <returns>The lead in the metric's own unit.</returns>
    public static double Lead(double value, double reference, StudyDirection direction) =>
        direction == StudyDirection.Maximize ? value - reference : reference - value;

    /// <summary>Writes a trial's parameters so that two equal configurations give one text.</summary>
    /// <param name="trial">The trial.</param>
    /// <returns>Names and internal values in the order of the names.</returns>
    public static string Configuration(FrozenTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return string.Join(' ', trial.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => p.Key + "=" + p.Value.Internal.ToString("R", CultureInfo.InvariantCulture)));
    }

    /// <summary>Turns a value into a loss for sorting: smaller is better, NaN and nothing are worst.</summary>
    /// <param name="value">The value.</param>
    /// <param name="direction">Which values are better.</param>
    /// <returns>The loss.</returns>
    internal static double Loss(double? value, StudyDirection direction) => value switch
    {
        null => double.PositiveInfinity,
        { } v when double.IsNaN(v) => double.PositiveInfinity,
        { } v => direction == StudyDirection.Maximize ? -v : v,
    };

    private static int Merit(FrozenTrial trial) => trial.State switch
    {
        TrialState.Complete => 0,
        TrialState.Pruned => 1,
        TrialState.Fail => 3,
        _ => 2,
    };
}
