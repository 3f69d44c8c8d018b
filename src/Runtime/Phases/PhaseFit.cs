using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>
/// Judges how what holds after a phase fits, from all its trainings: the one of the search and those with fresh seeds.
/// The phase's decision and the rules ask here, so that they never differ.
/// </summary>
internal static class PhaseFit
{
    /// <summary>The complete trainings of a configuration, with whatever seed.</summary>
    /// <param name="trials">The trials of the study.</param>
    /// <param name="holding">A trial of the configuration; null gives none.</param>
    public static ImmutableArray<FrozenTrial> Trainings(IReadOnlyList<FrozenTrial> trials, FrozenTrial? holding)
    {
        var configuration = holding is null ? null : PhaseTrials.Configuration(holding);
        return [.. trials.Where(t => t is { State: TrialState.Complete, Value: not null } && PhaseTrials.Configuration(t) == configuration)];
    }

    /// <summary>The noise between seeds near the best, pooled over the retrained candidates and a baseline that was kept; without them what was known while searching, with 0 degrees.</summary>
    /// <param name="view">The phase.</param>
    /// <param name="holding">A trial of what holds after it, or null.</param>
    public static NoiseEstimate NoiseOf(PhaseView view, FrozenTrial? holding)
    {
        // a baseline that was beaten is often far noisier than what beat it; one that was kept counts like a candidate
        var kept = holding is null || PhaseTrials.IsBaseline(holding) ? [ConfirmRound.Baseline(view)] : Array.Empty<ConfirmGroup>();
        var groups = ConfirmRound.Groups(view).Concat(kept).Select(g => g.Values).Where(v => v.Length > 1).ToList();
        return groups.Count > 0 ? Noise.Pooled([.. groups], Noise.Row(view.Trials)) : new NoiseEstimate(view.Noise, 0, 0);
    }

    /// <summary>Tells whether most trainings agree: two of three, at least.</summary>
    /// <param name="count">How many agree.</param>
    /// <param name="all">How many were asked.</param>
    public static bool Agree(int count, int all) => all > 0 && 3 * count >= 2 * all;

    /// <summary>Judges a configuration.</summary>
    /// <param name="view">The phase, as it ended.</param>
    /// <param name="holding">A trial of what holds after it, or null.</param>
    public static FitVerdict Of(PhaseView view, FrozenTrial? holding) =>
        Of(Trainings(view.Trials, holding), view.Direction, NoiseOf(view, holding).Deviation);

    /// <summary>Judges a configuration whose trainings and noise are known.</summary>
    /// <param name="trainings">Its trainings.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="noise">The noise between seeds, as a standard deviation.</param>
    public static FitVerdict Of(ImmutableArray<FrozenTrial> trainings, StudyDirection direction, double noise)
    {
        var all = trainings.Select(t => (t.Number, Verdict: FitJudge.Judge(t, direction, noise))).ToList();
        var judged = all.Where(j => j.Verdict.State != FitState.Unknown).ToList();
        if (judged.Count == 0)
        {
            return all.Count > 0 ? all[0].Verdict : new FitVerdict(FitState.Unknown, "no trial of what holds now completed");
        }

        var (overfit, underfit) = (judged.Count(j => j.Verdict.State == FitState.Overfitting), judged.Count(j => j.Verdict.State == FitState.Underfitting));
        var state = Agree(overfit, judged.Count) ? FitState.Overfitting : Agree(underfit, judged.Count) ? FitState.Underfitting : FitState.Balanced;
        var agreeing = judged.Where(j => j.Verdict.State == state).ToList();
        return agreeing.Count switch
        {
            0 => new FitVerdict(state, Invariant($"its {judged.Count} trainings do not agree: {overfit} overfit, and {underfit} underfit")),
            _ when judged.Count == 1 => judged[0].Verdict,
            _ => new FitVerdict(state, Invariant($"in {agreeing.Count} of its {judged.Count} trainings; in trial {agreeing[0].Number} {agreeing[0].Verdict.Because}")),
        };
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
