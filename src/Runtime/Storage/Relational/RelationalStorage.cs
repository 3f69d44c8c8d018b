using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Storage.Relational;

/// <summary>Keeps studies in a database, in Optuna's schema.</summary>
internal sealed class RelationalStorage : IStorage
{
    private readonly Dialect _dialect;
    private readonly StudyRows _studies;
    private readonly TrialReader _reader;
    private readonly TrialWriter _writer;
    private readonly LeaseRows _leases;
    private readonly TimeProvider _time;
    private bool _hasOwnTables;

    /// <summary>Initializes a new instance of the <see cref="RelationalStorage"/> class.</summary>
    /// <param name="dialect">The dialect, which the storage disposes.</param>
    /// <param name="time">The clock for time stamps.</param>
    public RelationalStorage(Dialect dialect, TimeProvider time)
    {
        (_dialect, _time) = (dialect, time);
        _studies = new StudyRows(dialect);
        _reader = new TrialReader(dialect);
        _writer = new TrialWriter(dialect, time);
        _leases = new LeaseRows(dialect);
        Schema.Open(dialect);
    }

    /// <inheritdoc/>
    public string DisplayUrl => _dialect.DisplayUrl;

    /// <inheritdoc/>
    public StudyRecord CreateStudy(string name, StudyDirection direction)
    {
        StorageErrors.CheckStudyName(name);
        return Write(s => _studies.Create(s, name, direction));
    }

    /// <inheritdoc/>
    public StudyRecord? FindStudy(string name) => _dialect.Read(s => _studies.Find(s, name));

    /// <inheritdoc/>
    public IReadOnlyList<StudyRecord> ListStudies() => _dialect.Read(StudyRows.List);

    /// <inheritdoc/>
    public void DeleteStudy(long studyId) => Write(s => _studies.Delete(s, studyId));

    /// <inheritdoc/>
    public void SetStudyAttribute(long studyId, string key, string? json, bool system = false) =>
        Write(s => _studies.SetAttribute(s, studyId, key, json, system));

    /// <inheritdoc/>
    public int Add(long studyId, NewTrial trial)
    {
        StorageErrors.CheckNew(trial);
        return Write(session =>
        {
            _studies.Require(session, studyId);
            return _writer.Insert(session, studyId, trial).Number;
        });
    }

    /// <inheritdoc/>
    public ClaimedTrial? Claim(long studyId, ClaimRequest claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return AnyWaiting(studyId)
            ? Write(session => _writer.Start(session, studyId) is var (id, token) ? Hold(session, _reader.One(session, id), token, claim) : null, Durability.Claimed)
            : null;
    }

    /// <inheritdoc/>
    public ClaimedTrial? Create(long studyId, ClaimRequest claim, int? limit = null)
    {
        ArgumentNullException.ThrowIfNull(claim);
        EnsureOwn();
        return _dialect.TryCreate(studyId, claim, limit, Now) ?? Write(session =>
        {
            _dialect.LockStudy(session, studyId);
            if (IsQueued(session, studyId, claim) || (limit is { } most && IsReached(session, studyId, claim, most)))
            {
                return null;
            }

            var trial = StorageErrors.Running(claim);
            var (id, number, token) = _writer.Insert(session, studyId, trial);
            var facts = new FrozenTrial { Id = id, Number = number, State = TrialState.Running, UserAttributes = trial.UserAttributes };
            return Hold(session, facts, token, claim);
        }, Durability.Claimed);
    }

    /// <inheritdoc/>
    public ClaimedTrial? Held(long studyId, int number, string worker) => _dialect.Read(session =>
        _dialect.HasTable(session, "hyper_lease") && LeaseRows.Find(session, studyId, number, worker) is { } lease ? new ClaimedTrial(_reader.One(session, lease.TrialId), lease) : null);

    /// <inheritdoc/>
    public void Append(TrialLease lease, IReadOnlyList<TrialFact> facts)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(facts);
        EnsureOwn();
        var isWritten = _dialect.TryAppend(lease, facts, Now);
        if (isWritten == true)
        {
            return;
        }

        var handsBack = facts.Any(f => f is TrialFact.HandedBack);
        var ends = handsBack || facts.Any(f => f is TrialFact.Ended);
        Write(
            session =>
            {
                if (session.IsRepeat && LeaseRows.WasTold(session, lease, facts))
                {
                    return true;
                }

                _leases.Require(session, lease, release: ends);
                _writer.Append(session, lease.TrialId, facts);
                if (handsBack)
                {
                    TrialWriter.HandBack(session, StorageAttributes.HandBack(_reader.One(session, lease.TrialId)));
                }

                return true;
            },
            ends ? Durability.Told : Durability.Claimed,
            mayHaveRun: isWritten is null);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TrialLease> Beat(IReadOnlyList<TrialLease> leases, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(leases);
        return leases.Count == 0 ? [] : Write(session => leases.Where(l => !_leases.Extend(session, l, duration)).ToImmutableArray(), Durability.Beat);
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Reap(long studyId, string? worker, int maxAttempts, string? detail = null)
    {
        var dead = _dialect.Read(session => _dialect.HasTable(session, "hyper_lease") ? _leases.Dead(session, studyId, worker) : []);
        return dead.Count == 0 ? [] : Write(session => ReapNow(session, studyId, worker, maxAttempts, StorageAttributes.Loss(detail)));
    }

    /// <inheritdoc/>
    public StudyChanges Read(long studyId, StudyCursor cursor)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        return _dialect.Look(session => _reader.Since(session, studyId, cursor));
    }

    /// <inheritdoc/>
    public void Dispose() => _dialect.Dispose();

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    private static bool IsQueued(Session session, long studyId, ClaimRequest claim) => claim.QueueSeen is { } seen
        && session.Number("SELECT 1 FROM trials WHERE study_id = @p0 AND trial_id > @p1 AND state = 'WAITING' LIMIT 1", studyId, seen) is not null;

    private static bool IsReached(Session session, long studyId, ClaimRequest claim, int limit) =>
        TrialWriter.NextNumber(session, studyId) >= limit && TrialCounts.Of(session, studyId, claim.CountedRound) >= limit;

    private T Write<T>(Func<Session, T> work, Durability durability = Durability.Told, bool mayHaveRun = false)
    {
        EnsureOwn();
        return _dialect.Write(work, durability, mayHaveRun);
    }

    private void EnsureOwn() => _hasOwnTables = _hasOwnTables || _dialect.Write(session => Schema.EnsureOwn(_dialect, session));

    // a look before the claim spares writers the lock while the queue is empty, which is most of the time
    private bool AnyWaiting(long studyId) => _dialect.Look(session =>
        session.Number("SELECT trial_id FROM trials WHERE study_id = @p0 AND state = 'WAITING' LIMIT 1", studyId) is not null);

    private ClaimedTrial Hold(Session session, FrozenTrial trial, long token, ClaimRequest claim) => new(trial, _leases.Hold(session, trial, token, claim));

    private ImmutableArray<int> ReapNow(Session session, long studyId, string? worker, int maxAttempts, string reason)
    {
        var ended = ImmutableArray.CreateBuilder<int>();
        foreach (var id in _leases.Dead(session, studyId, worker).Where(id => LeaseRows.Release(session, id)))
        {
            var trial = _reader.One(session, id);
            var facts = new List<TrialFact> { new TrialFact.UserAttributeSet(TrialAttributes.Reason, PythonJson.Write(reason)) };
            if (StorageAttributes.AttemptOf(trial.SystemAttributes) < maxAttempts)
            {
                facts.Add(new TrialFact.SystemAttributeSet(StorageAttributes.Retried, "true"));
                _writer.Insert(session, studyId, StorageAttributes.Retry(trial));
            }

            facts.Add(new TrialFact.Ended(TrialState.Fail, null));
            _writer.Append(session, id, facts);
            ended.Add(trial.Number);
        }

        return ended.ToImmutable();
    }
}
