using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>Ends trials: what is stored for each way in which one can end.</summary>
internal static class TrialEnd
{
    /// <summary>How the reason of a trial begins whose value is no number: a result of its parameters, not of a fault.</summary>
    public const string Diverged = "the objective returned NaN";

    private const int LongestReason = 4000;

    /// <summary>Gives a trial all its values and writes them; one that cannot have them ends as failed.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="space">What it needs values for.</param>
    /// <returns>The trial.</returns>
    public static Trial Begin(Study study, Trial trial, SearchSpace space)
    {
        try
        {
            trial.SuggestAll(space);
            trial.Journal.Write(study.Storage);
            return trial;
        }
        catch (HyperException e) when (e is not LeaseLostException)
        {
            Without(study, trial, TrialState.Fail, e.Message);
            throw;
        }
    }

    /// <summary>Ends a trial with a value.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="value">The value; NaN ends the trial as failed.</param>
    /// <returns>The trial's facts.</returns>
    public static FrozenTrial Complete(Study study, Trial trial, double value)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return double.IsNaN(value)
            ? End(study, trial, TrialState.Fail, null, Diverged + ": the training diverged or reported nothing")
            : End(study, trial, TrialState.Complete, value, null);
    }

    /// <summary>Ends a trial as pruned or failed.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="state">Pruned or failed.</param>
    /// <param name="reason">Why.</param>
    /// <returns>The trial's facts.</returns>
    public static FrozenTrial Without(Study study, Trial trial, TrialState state, string? reason)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var last = trial.LastReported;
        return state switch
        {
            TrialState.Pruned => End(study, trial, state, double.IsNaN(last) ? null : last, reason ?? trial.PruneReason),
            TrialState.Fail => End(study, trial, state, null, reason),
            _ => throw new HyperException($"A trial without a value ends pruned or failed, but got {state.ToString().ToUpperInvariant()}. Tell a value, or one of these states."),
        };
    }

    /// <summary>The reason of a trial that took too long.</summary>
    /// <param name="limit">How long it might have taken.</param>
    /// <returns>The reason.</returns>
    public static string TooLong(TimeSpan? limit) => limit is { } most
        ? string.Create(CultureInfo.InvariantCulture, $"the trial took longer than its time limit of {most.TotalSeconds:0.###} s")
        : "the trial took longer than its time limit";

    /// <summary>Gives a trial back: it waits again with its values, and is no failure.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trial">The trial.</param>
    public static void HandBack(Study study, Trial trial) => study.Keeper.Finish(trial, new TrialFact.HandedBack());

    /// <summary>The refusal to tell a trial that does not run here.</summary>
    /// <param name="study">The study.</param>
    /// <param name="number">Its number.</param>
    /// <returns>The error.</returns>
    public static HyperException NotHere(Study study, int number)
    {
        var trials = study.Trials;
        var known = trials.FirstOrDefault(t => t.Number == number);
        var shown = number.ToString(CultureInfo.InvariantCulture);
        return known switch
        {
            null => new HyperException($"The study '{study.Name}' has no trial {shown}. Ask for a trial first."),
            { State: TrialState.Fail } when StorageAttributes.IsLoss(known.Reason) => new LeaseLostException($"Trial {shown} is told too late: its lease ran out before, so it was ended as FAIL{Again(trials, number)}. Ask with a longer lease where a trial takes long."),
            { IsFinished: true } => new HyperException($"Trial {shown} is finished ({known.State.ToString().ToUpperInvariant()}) and cannot change. A trial is told once."),
            _ => new HyperException($"Trial {shown} is {known.State.ToString().ToUpperInvariant()} and was not asked for here, so it cannot be told here. Its own worker tells it, or its lease runs out and it is repeated."),
        };
    }

    private static string Again(IEnumerable<FrozenTrial> trials, int number) =>
        trials.FirstOrDefault(t => StorageAttributes.Earlier(t.SystemAttributes).LastOrDefault(-1) == number) is { } again
            ? string.Create(CultureInfo.InvariantCulture, $" and is repeated as trial {again.Number}")
            : string.Empty;

    private static FrozenTrial End(Study study, Trial trial, TrialState state, double? value, string? reason)
    {
        if (!study.View.Shows(trial.Scope.View))
        {
            throw new HyperException($"Trial {trial.Number.ToString(CultureInfo.InvariantCulture)} was asked for in another study, '{trial.Scope.View.History.StudyName}', so '{study.Name}' cannot tell it. Tell it where it was asked for.");
        }

        var attributes = Attributes(trial, reason);
        TrialFact[] facts = [.. attributes, new TrialFact.Ended(state, value)];
        study.Keeper.Finish(trial, facts);
        TrialCheckpoints.Drop(trial.CheckpointFile);
        trial.Scope.End();
        return trial.Snapshot(state, value, attributes, study.Time.GetUtcNow().UtcDateTime);
    }

    private static List<TrialFact.UserAttributeSet> Attributes(Trial trial, string? reason)
    {
        var attributes = new List<TrialFact.UserAttributeSet>();
        if (!string.IsNullOrEmpty(reason))
        {
            attributes.Add(new TrialFact.UserAttributeSet(TrialAttributes.Reason, PythonJson.Write(reason.Length > LongestReason ? reason[..LongestReason] : reason)));
        }

        if (trial.Metrics is { Count: > 0 } metrics)
        {
            attributes.Add(new TrialFact.UserAttributeSet(TrialAttributes.Metrics, Write(metrics)));
        }

        if (trial.TestScore is { } test)
        {
            attributes.Add(new TrialFact.UserAttributeSet(TrialAttributes.TestScore, PythonJson.Write(test)));
        }

        if (trial.Seat is { Shared: > 1 } seat)
        {
            attributes.Add(new TrialFact.UserAttributeSet(TrialAttributes.Fused, PythonJson.Write(seat.Shared)));
        }

        return attributes;
    }

    private static string Write(IReadOnlyDictionary<string, ImmutableArray<IntermediateValue>> metrics) => PythonJson.Write(
        metrics.OrderBy(m => m.Key, StringComparer.Ordinal)
            .ToDictionary(m => m.Key, m => (object?)m.Value.Select(v => new object[] { v.Step, v.Value }).ToList(), StringComparer.Ordinal));
}
