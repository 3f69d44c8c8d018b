using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>Draws the verdict of a phase from its trials and writes the decision.</summary>
internal static class PhaseVerdict
{
    /// <summary>Decides.</summary>
    /// <param name="view">The phase, as it ended.</param>
    /// <param name="time">The time in UTC.</param>
    /// <exception cref="HyperException">No trial completed.</exception>
    public static Decision Decide(PhaseView view, DateTime time)
    {
        if (PhaseTrials.Best(view.Trials, view.Direction) is not { } best)
        {
            throw new HyperException($"Phase '{view.Space.Phase.Name}' has no complete trial to decide by: the budget ended before one. Raise budget.hours or budget.max_cost in hyper.yaml and run: dotnet hyper phase next");
        }

        var verdict = Adoption(view, best);
        var winner = view.Trials.FirstOrDefault(t => t.Number == verdict.Trial);
        var fit = PhaseFit.Of(view, winner ?? PhaseTrials.Baseline(view.Trials));
        return view.Decision with
        {
            State = winner is null ? DecisionState.Kept : DecisionState.Adopted,
            Time = time,
            Frozen = winner is null ? view.Decision.Frozen.Clear() : FixedParameters.FrozenBy(view.Space, winner),
            Because = Because(view, verdict, winner),
            Evidence = Evidence(view, verdict) with { Fit = fit.State, FitBecause = fit.Because },
        };
    }

    private static AdoptionVerdict Adoption(PhaseView view, FrozenTrial best)
    {
        var baseline = ConfirmRound.Baseline(view);
        var groups = ConfirmRound.Groups(view);
        var candidates = groups.Where(g => !g.Values.IsEmpty).ToList();
        var searchBaseline = PhaseTrials.Baseline(view.Trials);
        var baselineMissing = baseline.Values.IsEmpty && searchBaseline is { State: TrialState.Complete };
        if (candidates.Count > 0 && !baselineMissing)
        {
            var judged = AdoptionTest.Judge(baseline, candidates, view.Settings.ConfirmSeeds, Noise.Row(view.Trials), view.Direction);
            return judged with { Because = judged.Because + TakenOver(view) };
        }

        var verdict = AdoptionTest.JudgeUnconfirmed(searchBaseline, best, view.Noise, view.Direction);
        return view.Settings.ConfirmTop < 1 || view.Settings.ConfirmSeeds < 1 || groups.IsEmpty
            ? verdict
            : verdict with { Because = $"{verdict.Because} ({Unconfirmed(view)})" };
    }

    private static string TakenOver(PhaseView view)
    {
        var sources = view.Trials.Where(t => !PhaseTrials.IsSearch(t)).Select(t => TrialAttributes.ReadText(t.UserAttributes, TrialAttributes.Source)).OfType<string>().ToList();
        return sources.Count == 0 ? string.Empty : FormattableString.Invariant($"; {sources.Count} {(sources.Count == 1 ? "training" : "trainings")} of the baseline taken over from {sources[0].Split(" #")[0]}");
    }

    private static string Unconfirmed(PhaseView view) => view.Trials.LastOrDefault(t => !PhaseTrials.IsSearch(t) && ConfirmTrials.IsBroken(t)) is { } broken
        ? $"the trainings with fresh seeds failed: {broken.Reason}"
        : "the budget ended before fresh seeds could confirm it";

    private static string Because(PhaseView view, AdoptionVerdict verdict, FrozenTrial? winner)
    {
        var budget = view.IsSpent ? "; the plan's budget was spent before the phase was over" : string.Empty;
        return winner is null
            ? verdict.Because + budget
            : $"{PhaseText.Values(FixedParameters.FrozenBy(view.Space, winner))}: {verdict.Because}{budget}";
    }

    private static DecisionEvidence Evidence(PhaseView view, AdoptionVerdict verdict)
    {
        var search = view.Trials.Where(t => PhaseTrials.IsSearch(t) && t.IsFinished).ToList();
        var confirm = view.Trials.Where(t => !PhaseTrials.IsSearch(t)).ToList();
        var spend = SpendCounter.Count(view.Trials, view.Plan.Budget);
        var savings = PhasePruning.Of(view.Trials, view.Direction, view.Epochs);
        return new DecisionEvidence
        {
            PlannedEpochs = (int)(search.Sum(SpendCounter.Epochs) + savings.Saved),
            Pruning = PhasePruning.Choice(view),
            Controls = savings.Controls,
            Regrets = savings.Regrets,
            Trials = search.Count,
            Complete = search.Count(t => t.State == TrialState.Complete),
            Pruned = search.Count(t => t.State == TrialState.Pruned),
            Failed = search.Count(t => t.State == TrialState.Fail),
            Epochs = search.Sum(SpendCounter.Epochs),
            ConfirmEpochs = confirm.Sum(SpendCounter.Epochs),
            Seconds = Math.Round(spend.Seconds, 1),
            Cost = spend.Cost is { } c ? Math.Round(c, 4) : null,
            Baseline = verdict.Baseline ?? PhaseTrials.Baseline(view.Trials)?.Value,
            Best = verdict.Best,
            Spread = verdict.Spread,
            Noise = verdict.Noise.Deviation,
            Gain = verdict.Gain,
            Threshold = verdict.Threshold,
            Trial = verdict.Trial,
            Searched = view.Space.Parameters.ToImmutableSortedDictionary(p => p.Name, PhaseText.Range, StringComparer.Ordinal),
            BatchSizes = BatchSizes.Compare(view),
            Edges = [.. EdgeDetector.Find(view.Space, view.Trials, view.Direction, view.Noise, movableOnly: false).Select(e => $"{e.Parameter.Name} {(e.End == RangeEnd.Low ? "low" : "high")}")],
        };
    }
}
