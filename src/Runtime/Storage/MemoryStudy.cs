using HyperScaffold.Trials;

namespace HyperScaffold.Storage;

/// <summary>A study in memory: its record and its trials, by number.</summary>
/// <param name="record">The record at first.</param>
internal sealed class MemoryStudy(StudyRecord record)
{
    private readonly SortedSet<int> _waiting = [];

    /// <summary>Gets or sets the record now.</summary>
    public StudyRecord Record { get; set; } = record;

    /// <summary>Gets the trials by number.</summary>
    public List<TrialDraft> Trials { get; } = [];

    /// <summary>Gets the running trials under a lease, in no order.</summary>
    public HashSet<TrialDraft> Leased { get; } = [];

    /// <summary>Adds a trial.</summary>
    /// <param name="id">Its identifier.</param>
    /// <param name="trial">Its facts.</param>
    /// <param name="now">The time in UTC.</param>
    /// <returns>The trial.</returns>
    public TrialDraft Add(long id, NewTrial trial, DateTime now)
    {
        var draft = new TrialDraft(new FrozenTrial
        {
            Id = id,
            Number = Trials.Count,
            State = trial.State,
            Value = trial.Value,
            Parameters = trial.Parameters,
            IntermediateValues = trial.IntermediateValues.Length < 2 ? trial.IntermediateValues : [.. trial.IntermediateValues.OrderBy(v => v.Step)],
            UserAttributes = trial.UserAttributes,
            SystemAttributes = trial.SystemAttributes,
            Start = trial.State == TrialState.Waiting ? null : trial.Start ?? now,
            End = trial.State is TrialState.Waiting or TrialState.Running ? null : trial.End ?? now,
        });
        Trials.Add(draft);
        Track(draft);
        return draft;
    }

    /// <summary>Takes the waiting trial with the lowest number out of the queue.</summary>
    /// <returns>The trial, or null.</returns>
    public TrialDraft? Dequeue() => _waiting.Count == 0 ? null : Trials[_waiting.Min];

    /// <summary>Tells whether a trial waits that came after another.</summary>
    /// <param name="id">The other's identifier.</param>
    /// <returns>True where one waits.</returns>
    public bool IsQueued(long id) => _waiting.Count > 0 && Trials[_waiting.Max].Facts.Id > id;

    /// <summary>Notes where a trial stands after a change.</summary>
    /// <param name="draft">The trial.</param>
    public void Track(TrialDraft draft)
    {
        if (draft.State == TrialState.Waiting)
        {
            _waiting.Add(draft.Number);
        }
        else if (_waiting.Count > 0)
        {
            _waiting.Remove(draft.Number);
        }

        _ = draft.Lease is null ? Leased.Remove(draft) : Leased.Add(draft);
    }

    /// <summary>Counts the trials that a limit counts.</summary>
    /// <param name="round">The round to count; null counts all but confirm trials.</param>
    /// <returns>The count.</returns>
    public int Count(string? round) => Trials.Count(t => Counts(t.Facts, round));

    private static bool Counts(FrozenTrial trial, string? round) =>
        !trial.SystemAttributes.ContainsKey(StorageAttributes.Retried)
        && (round is null ? trial.Round != TrialAttributes.ConfirmRound : trial.Round == round);
}
