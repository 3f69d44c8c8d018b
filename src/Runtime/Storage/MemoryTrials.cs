using HyperScaffold.Trials;

namespace HyperScaffold.Storage;

/// <summary>The trials of all studies in memory by identifier, and the leases on them. Whoever calls holds the storage's lock.</summary>
internal sealed class MemoryTrials
{
    private readonly Dictionary<long, (MemoryStudy Study, TrialDraft Trial)> _trials = [];
    private long _last;
    private long _lastToken;

    /// <summary>Forgets a trial.</summary>
    /// <param name="draft">The trial.</param>
    public void Remove(TrialDraft draft) => _trials.Remove(draft.Facts.Id);

    /// <summary>Adds a trial to a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trial">The trial's facts.</param>
    /// <param name="now">The time in UTC.</param>
    /// <returns>The trial.</returns>
    public TrialDraft Insert(MemoryStudy study, NewTrial trial, DateTime now)
    {
        var draft = study.Add(++_last, trial, now);
        _trials[_last] = (study, draft);
        return draft;
    }

    /// <summary>Gives a trial to a worker.</summary>
    /// <param name="study">The study.</param>
    /// <param name="draft">The trial.</param>
    /// <param name="claim">Who takes it, and for how long.</param>
    /// <param name="now">The time in UTC.</param>
    /// <returns>The trial and its lease.</returns>
    public ClaimedTrial Hold(MemoryStudy study, TrialDraft draft, ClaimRequest claim, DateTime now)
    {
        var facts = draft.Facts;
        var lease = new TrialLease(facts.Id, facts.Number, StorageAttributes.AttemptOf(facts.SystemAttributes), ++_lastToken);
        draft.Lease = new MemoryLease(claim.Worker, lease, now + claim.Lease);
        study.Track(draft);
        return new ClaimedTrial(facts, lease);
    }

    /// <summary>Adds facts to a trial under its lease.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="now">The time in UTC.</param>
    /// <exception cref="LeaseLostException">The lease does not hold any more.</exception>
    public void Append(TrialLease lease, IReadOnlyList<TrialFact> facts, DateTime now)
    {
        var known = _trials.TryGetValue(lease.TrialId, out var found);
        if (!known || found.Trial.Lease?.Lease.Token != lease.Token)
        {
            throw StorageErrors.Lost(lease, known ? found.Trial.Facts.State : null);
        }

        found.Trial.Apply(facts, now);
        found.Study.Track(found.Trial);
    }

    /// <summary>Extends leases.</summary>
    /// <param name="leases">The leases.</param>
    /// <param name="until">When they end from now on, in UTC.</param>
    /// <returns>Those that do not hold any more.</returns>
    public IReadOnlyList<TrialLease> Beat(IReadOnlyList<TrialLease> leases, DateTime until)
    {
        var lost = new List<TrialLease>();
        foreach (var lease in leases)
        {
            if (_trials.TryGetValue(lease.TrialId, out var found) && found.Trial.Lease is { } held && held.Lease.Token == lease.Token)
            {
                found.Trial.Lease = held with { Until = until };
            }
            else
            {
                lost.Add(lease);
            }
        }

        return lost;
    }

    /// <summary>Ends a trial whose worker is lost, and adds it once more while attempts are left.</summary>
    /// <param name="study">The study.</param>
    /// <param name="draft">The trial.</param>
    /// <param name="maxAttempts">How many attempts a configuration gets.</param>
    /// <param name="reason">Why, kept with the trial.</param>
    /// <param name="now">The time in UTC.</param>
    public void Lose(MemoryStudy study, TrialDraft draft, int maxAttempts, string reason, DateTime now)
    {
        var retry = StorageAttributes.AttemptOf(draft.Facts.SystemAttributes) < maxAttempts ? StorageAttributes.Retry(draft.Facts) : null;
        draft.Apply(new TrialFact.UserAttributeSet(TrialAttributes.Reason, PythonJson.Write(reason)), now);
        if (retry is not null)
        {
            draft.Apply(new TrialFact.SystemAttributeSet(StorageAttributes.Retried, "true"), now);
            Insert(study, retry, now);
        }

        draft.Apply(new TrialFact.Ended(TrialState.Fail, null), now);
        study.Track(draft);
    }

    /// <summary>Reads what changed in a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="cursor">Since when.</param>
    /// <returns>The changes.</returns>
    public StudyChanges Since(MemoryStudy study, StudyCursor cursor)
    {
        var trials = study.Trials;
        var first = trials.Count;
        while (first > 0 && trials[first - 1].Facts.Id >= cursor.NextId)
        {
            first--;
        }

        if (cursor.Unfinished.IsEmpty && first == trials.Count)
        {
            return new StudyChanges([], cursor);
        }

        var changed = new FrozenTrial[cursor.Unfinished.Length + trials.Count - first];
        for (var i = 0; i < changed.Length; i++)
        {
            var from = i - cursor.Unfinished.Length;
            changed[i] = (from < 0 ? _trials[cursor.Unfinished[i]].Trial : trials[first + from]).Facts;
        }

        return new StudyChanges(changed, StorageErrors.Next(cursor, changed));
    }
}
