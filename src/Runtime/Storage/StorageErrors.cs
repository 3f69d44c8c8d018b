using HyperScaffold.Trials;

namespace HyperScaffold.Storage;

/// <summary>The checks and refusals that all storages share.</summary>
internal static class StorageErrors
{
    private const int LongestName = 512;

    private static NewTrial Plain { get; } = new() { State = TrialState.Running };

    /// <summary>Checks a study's name.</summary>
    /// <param name="name">The name.</param>
    public static void CheckStudyName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > LongestName)
        {
            throw new HyperException($"A study's name must have 1 to {LongestName} characters, but got {name.Length}. Shorten or give it.");
        }
    }

    /// <summary>Checks a trial that is about to be written.</summary>
    /// <param name="trial">The trial.</param>
    public static void CheckNew(NewTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (trial.State == TrialState.Running)
        {
            throw new HyperException("A trial can be added waiting or finished, but not running. Ask the study for a running one.");
        }

        CheckEnd(trial.State, trial.Value);
    }

    /// <summary>Checks the end of a trial.</summary>
    /// <param name="state">The state.</param>
    /// <param name="value">The value.</param>
    public static void CheckEnd(TrialState state, double? value)
    {
        if (value is { } v && double.IsNaN(v))
        {
            throw new HyperException("A trial's value must not be NaN. End the trial as failed, with a reason.");
        }

        if (state == TrialState.Complete && value is null)
        {
            throw new HyperException("A complete trial must have a value. Give it, or end the trial as failed.");
        }

        if (state is TrialState.Fail or TrialState.Waiting && value is not null)
        {
            throw new HyperException($"A trial that is {state.ToString().ToUpperInvariant()} has no value, but got {PythonText.Float(value.Value)}. Leave it out.");
        }
    }

    /// <summary>The refusal of a second study with one name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="url">The storage.</param>
    /// <returns>The error.</returns>
    public static HyperException StudyExists(string name, string url) =>
        new($"A study's name must be new, but '{name}' exists in {url}. Load that study, or choose another name.");

    /// <summary>The refusal of an unknown study.</summary>
    /// <param name="study">Its name or identifier.</param>
    /// <param name="url">The storage.</param>
    /// <returns>The error.</returns>
    public static HyperException NoStudy(string study, string url) =>
        new($"There is no study {study} in {url}. Create it first, or check the name.");

    /// <summary>The refusal of a lease that does not hold.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="state">Where the trial stands now; null where it is gone.</param>
    /// <returns>The error.</returns>
    public static LeaseLostException Lost(TrialLease lease, TrialState? state) => new(state switch
    {
        null => $"Trial {lease.Number} was deleted, so it takes no more facts.",
        TrialState.Running or TrialState.Waiting => $"Trial {lease.Number} was given to another worker, so this one's facts are refused.",
        _ => $"Trial {lease.Number} is finished ({state.Value.ToString().ToUpperInvariant()}) and cannot change. A trial is told once; if its lease ran out, it was ended and repeated.",
    });

    /// <summary>The trial that a claim creates.</summary>
    /// <param name="claim">The claim.</param>
    /// <returns>The trial.</returns>
    public static NewTrial Running(ClaimRequest claim) => claim.Round is null ? Plain : Plain with
    {
        UserAttributes = TrialAttributes.None.Add(TrialAttributes.Round, PythonJson.Write(claim.Round)),
    };

    /// <summary>The cursor after a read.</summary>
    /// <param name="cursor">The cursor before.</param>
    /// <param name="changed">What was read.</param>
    /// <returns>The next cursor.</returns>
    public static StudyCursor Next(StudyCursor cursor, IReadOnlyList<FrozenTrial> changed)
    {
        if (changed.Count == 0 && cursor.Unfinished.IsEmpty)
        {
            return cursor;
        }

        var (next, unfinished, found) = (cursor.NextId, 0, 0);
        for (var i = 0; i < changed.Count; i++)
        {
            next = Math.Max(next, changed[i].Id + 1);
            unfinished += changed[i].IsFinished ? 0 : 1;
            found += changed[i].Id < cursor.NextId ? 1 : 0;
        }

        // a trial that is gone was lost with a server's last moment before it was flushed; its identifier may be given again
        if (found < cursor.Unfinished.Length && cursor.Unfinished.Except(changed.Select(t => t.Id)).ToList() is { Count: > 0 } lost)
        {
            next = lost.Min();
        }

        return new StudyCursor(next, unfinished == 0 ? [] : [.. changed.Where(t => !t.IsFinished).Select(t => t.Id)]);
    }
}
