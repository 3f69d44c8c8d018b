using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Samplers;
using HyperScaffold.Storage;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Phases;

/// <summary>
/// Says what a phase does next, from its decision and its trials alone: that is what makes a phase go on after any
/// interruption, at any point.
/// </summary>
internal static class RoundPlanner
{
    /// <summary>Finds the next step.</summary>
    /// <param name="view">The phase.</param>
    public static RoundStep Next(PhaseView view)
    {
        if (AllFailed(view) is { } failed)
        {
            return failed;
        }

        if (view.IsSpent)
        {
            return new RoundStep.Finish();
        }

        return Explore(view) ?? Widen(view) ?? Refine(view) ?? Confirm(view) ?? new RoundStep.Finish();
    }

    /// <summary>How many search trials count: all but those that failed and were cloned.</summary>
    /// <param name="trials">The study's trials.</param>
    public static int Counted(IReadOnlyList<FrozenTrial> trials) =>
        trials.Count(t => PhaseTrials.IsSearch(t) && !t.SystemAttributes.ContainsKey(StorageAttributes.Retried));

    /// <summary>How many widenings the decision records.</summary>
    /// <param name="decision">The phase's decision.</param>
    public static int Widenings(Decision decision) => decision.Widened.Values.Sum(w => w.Times);

    private static RoundStep.Fail? AllFailed(PhaseView view)
    {
        var search = view.Trials.Where(PhaseTrials.IsSearch).ToList();
        var over = search.Count > 0 && search.TrueForAll(t => t.IsFinished) && (Counted(view.Trials) >= view.Quota.Explore || view.IsSpent || view.Exhausted.Count > 0);
        return over && search.TrueForAll(t => t.State == TrialState.Fail)
            ? new RoundStep.Fail(search.OrderBy(t => t.End).ThenBy(t => t.Number).Last().Reason ?? "no reason was recorded")
            : null;
    }

    private static RoundStep? Explore(PhaseView view)
    {
        if (PhaseTrials.Baseline(view.Trials) is null)
        {
            if (view.KnownBaseline is { } known)
            {
                return new RoundStep.Enqueue([known]);
            }

            var baseline = FixedParameters.Waiting(FixedParameters.Of(view.Space, view.Space.Baseline), RoundNames.Explore);
            return new RoundStep.Enqueue([baseline with { UserAttributes = baseline.UserAttributes.Add(TrialAttributes.Baseline, "true") }]);
        }

        return RunUntil(view, RoundNames.Explore, view.Quota.Explore, 0);
    }

    private static RoundStep? Widen(PhaseView view)
    {
        var recorded = Widenings(view.Decision);
        var begun = Begun(view.Trials);
        if (recorded > begun)
        {
            return new RoundStep.Enqueue(WideningProbes.Of(view, begun + 1));
        }

        if (begun > 0 && RunUntil(view, RoundNames.Widen(begun), view.Quota.After(begun), begun) is { } run)
        {
            return run;
        }

        if (view.Quota.Widen(begun + 1) < 1 || view.Trials.Any(t => t.Round == RoundNames.Refine || !PhaseTrials.IsSearch(t)) || Counted(view.Trials) > view.Quota.After(begun))
        {
            return null;
        }

        var edge = EdgeDetector.Find(view.Space, view.Trials, view.Direction, view.Noise).FirstOrDefault();
        return edge is null ? null : new RoundStep.Widen(edge, RangeScale.Grow(edge.Parameter, edge.End, 1 + Times(view, edge.Parameter)));
    }

    // without a refine round the exploration takes what widenings left
    private static RoundStep.Run? Refine(PhaseView view) => RunUntil(
        view,
        view.Settings.Refine ? RoundNames.Refine : RoundNames.Explore,
        view.Quota.Total,
        RoundNames.MostWidenings + 1);

    private static RoundStep? Confirm(PhaseView view)
    {
        if (view.Exhausted.Contains(TrialAttributes.ConfirmRound))
        {
            return null;
        }

        if (view.Trials.Any(t => !PhaseTrials.IsSearch(t) && !t.IsFinished))
        {
            return new RoundStep.Run(Order(view, TrialAttributes.ConfirmRound, Counted(view.Trials)));
        }

        var missing = ConfirmRound.Missing(view);
        return missing.IsEmpty ? null : new RoundStep.Enqueue(missing);
    }

    private static RoundStep.Run? RunUntil(PhaseView view, string round, int trials, int stage)
    {
        var begunLater = stage <= RoundNames.MostWidenings && (Begun(view.Trials) > stage || view.Trials.Any(t => t.Round == RoundNames.Refine || !PhaseTrials.IsSearch(t)));
        var done = Counted(view.Trials) >= trials && view.Trials.All(t => t.IsFinished || !PhaseTrials.IsSearch(t));
        var portion = view.Portion is { } p ? Math.Min(trials, Counted(view.Trials) + p) : trials;
        return done || begunLater || view.Exhausted.Contains(round) ? null : new RoundStep.Run(Order(view, round, portion));
    }

    private static RoundOrder Order(PhaseView view, string round, int trials) => new()
    {
        Round = round,
        Trials = trials,
        Offset = view.Trials.Count(t => PhaseTrials.IsSearch(t) && t.Round != round),
        Sampler = SamplerOf(view, round),
        Pruner = round == TrialAttributes.ConfirmRound ? "none" : view.Settings.Pruner,
        Seed = view.Settings.Seed,
        TrainingSeed = view.Settings.Seed,
        Epochs = view.Epochs,
        Planned = view.Budget,
        Warmup = PhaseWarmup.Of(view.Plan, view.Space),
        Ranks = view.Ranks,
        Fuse = view.Settings.Fuse,
        Focus = round == RoundNames.Refine ? Focus(view) : ImmutableDictionary.Create<string, FocusRange>(StringComparer.Ordinal),
    };

    // models learn only after an exploration that does not adapt (tuning playbook, PB-15 and PB-16)
    private static string SamplerOf(PhaseView view, string round) => view.Settings.Sampler switch
    {
        "grid" when view.Space.Phase.Points is { } points => string.Create(CultureInfo.InvariantCulture, $"grid:{points}"),
        "random" or "quasi-random" or "grid" => view.Settings.Sampler,
        var model => round == RoundNames.Refine ? model : "quasi-random",
    };

    private static ImmutableDictionary<string, FocusRange> Focus(PhaseView view)
    {
        var before = view.Trials.Where(t => t.Round != RoundNames.Refine).ToList();
        var winner = PhaseTrials.Best(before, view.Direction);
        return view.Space.Parameters
            .Where(p => p.Type != PlanParameterType.Categorical && winner?.Parameters.ContainsKey(p.Name) == true)
            .ToImmutableDictionary(p => p.Name, p => RangeScale.Focus(p, winner?.Parameters[p.Name].Internal ?? p.Low), StringComparer.Ordinal);
    }

    private static int Begun(IReadOnlyList<FrozenTrial> trials) =>
        Enumerable.Range(1, RoundNames.MostWidenings).LastOrDefault(i => trials.Any(t => t.Round == RoundNames.Widen(i)));

    private static int Times(PhaseView view, PlanParameter parameter) => view.Decision.Widened.GetValueOrDefault(parameter.Name)?.Times ?? 0;
}
