using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>Decisions that a person makes instead of the evidence; each has a reason, and the old decision is kept.</summary>
public static class PhaseOverride
{
    private const int LongestReason = 500;

    /// <summary>Decides that a phase does not run. The decision never becomes stale.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions so far.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="because">Why, in the user's words.</param>
    /// <param name="time">The time in UTC.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="HyperException">The reason is empty or too long.</exception>
    public static Decision Skip(Plan plan, DecisionBook book, PlanPhase phase, string because, DateTime time)
    {
        ArgumentNullException.ThrowIfNull(phase);
        CheckReason(because);
        return new Decision
        {
            Phase = phase.Name,
            Study = PhaseStudy.NewName(plan, book, phase),
            State = DecisionState.Skipped,
            Time = time,
            Because = "by hand: " + because,
        };
    }

    /// <summary>Freezes what one trial of a phase used.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions so far.</param>
    /// <param name="choice">The phase, the trial's number, why in the user's words, and the time in UTC.</param>
    /// <param name="storage">Where the phase's study lies.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="HyperException">The phase never ran, there is no such complete trial, or the reason is empty or too long.</exception>
    public static Decision Adopt(Plan plan, DecisionBook book, (PlanPhase Phase, int Trial, string Because, DateTime Time) choice, IStorage storage)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(storage);
        CheckReason(choice.Because);
        var phase = choice.Phase;
        if (book.Current(phase.Name) is not { State: not DecisionState.Skipped } decision)
        {
            throw new HyperException($"Only a phase that ran has trials to adopt, but '{phase.Name}' did not. Run it: dotnet hyper phase next");
        }

        var trials = PhaseStudy.Read(storage, decision.Study);
        if (trials.FirstOrDefault(t => t.Number == choice.Trial) is not { State: TrialState.Complete, Value: { } value } trial)
        {
            throw new HyperException($"The trial must be complete, but study '{decision.Study}' in {storage.DisplayUrl} has no complete trial {choice.Trial}. It has: {Known(trials)}.");
        }

        var baseline = PhaseTrials.Baseline(trials)?.Value ?? decision.Evidence?.Baseline;
        var evidence = decision.Evidence ?? new DecisionEvidence { Trials = trials.Count(t => t.IsFinished && PhaseTrials.IsSearch(t)) };
        var fit = PhaseFit.Of(PhaseView.Of(plan, book, phase, decision) with { Trials = trials }, trial);
        return decision with
        {
            State = DecisionState.Adopted,
            Time = choice.Time,
            PlanHash = PlanHash.Of(plan, book, phase),
            Frozen = FixedParameters.FrozenBy(PhaseSpace.Of(plan, book, phase), trial),
            Because = $"by hand, trial {choice.Trial}: {choice.Because}",
            Evidence = evidence with
            {
                Trial = choice.Trial,
                Fit = fit.State,
                FitBecause = fit.Because,
                Best = value,
                Spread = null,
                Baseline = baseline,
                Gain = baseline is { } b ? PhaseTrials.Lead(value, b, plan.Metric.Direction) : null,
            },
        };
    }

    private static string Known(IReadOnlyList<FrozenTrial> trials)
    {
        var complete = trials.Where(t => t.State == TrialState.Complete && PhaseTrials.IsSearch(t)).Select(t => t.Number).ToList();
        return complete.Count == 0 ? "none" : string.Join(", ", complete.Take(30)) + (complete.Count > 30 ? " and more" : string.Empty);
    }

    private static void CheckReason(string because)
    {
        if (string.IsNullOrWhiteSpace(because) || because.Length > LongestReason)
        {
            throw new HyperException($"A decision by hand needs a reason of 1 to {LongestReason} characters, which the decisions keep. Add --because \"why\"");
        }
    }
}
