using HyperScaffold.Trials;

namespace HyperScaffold.Storage.Relational;

/// <summary>Reads and writes the rows of leases.</summary>
/// <param name="dialect">The dialect.</param>
internal sealed class LeaseRows(Dialect dialect)
{
    /// <summary>Gives a worker the right to a trial.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="claim">Who takes it.</param>
    /// <returns>The lease.</returns>
    public TrialLease Hold(Session session, FrozenTrial trial, ClaimRequest claim)
    {
        var lease = new TrialLease(trial.Id, trial.Number, StorageAttributes.AttemptOf(trial.SystemAttributes), dialect.NextToken(session));
        session.Execute(
            "INSERT INTO hyper_lease (trial_id, worker, attempt, token, lease_until_ms) VALUES (@p0, @p1, @p2, @p3, @p4) "
            + "ON CONFLICT (trial_id) DO UPDATE SET worker = excluded.worker, attempt = excluded.attempt, token = excluded.token, lease_until_ms = excluded.lease_until_ms",
            lease.TrialId,
            claim.Worker,
            lease.Attempt,
            lease.Token,
            Until(session, claim.Lease));
        return lease;
    }

    /// <summary>Finds the lease of a running trial.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="studyId">The study.</param>
    /// <param name="number">The trial's number.</param>
    /// <param name="worker">The worker that must hold it.</param>
    /// <returns>The lease, or null.</returns>
    public static TrialLease? Find(Session session, long studyId, int number, string worker) => session.Query(
        "SELECT l.trial_id, l.attempt, l.token FROM hyper_lease l JOIN trials t ON t.trial_id = l.trial_id WHERE t.study_id = @p0 AND t.number = @p1 AND t.state = 'RUNNING' AND l.worker = @p2",
        r => new TrialLease(r.GetInt64(0), number, r.GetInt32(1), r.GetInt64(2)),
        studyId,
        number,
        worker).FirstOrDefault();

    /// <summary>Extends a lease.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="duration">How long from now.</param>
    /// <returns>False where it was lost.</returns>
    public bool Extend(Session session, TrialLease lease, TimeSpan duration) =>
        session.Execute("UPDATE hyper_lease SET lease_until_ms = @p0 WHERE trial_id = @p1 AND token = @p2", Until(session, duration), lease.TrialId, lease.Token) == 1;

    /// <summary>Refuses a lease that does not hold.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="lease">The lease.</param>
    public static void Require(Session session, TrialLease lease)
    {
        // touching the row locks it until the transaction ends, so that no reaper comes between
        if (session.Execute("UPDATE hyper_lease SET token = token WHERE trial_id = @p0 AND token = @p1", lease.TrialId, lease.Token) == 1
            && session.Text("SELECT CAST(state AS VARCHAR(8)) FROM trials WHERE trial_id = @p0", lease.TrialId) == "RUNNING")
        {
            return;
        }

        var state = session.Text("SELECT CAST(state AS VARCHAR(8)) FROM trials WHERE trial_id = @p0", lease.TrialId);
        throw StorageErrors.Lost(lease, state is null ? null : OptunaText.State(state));
    }

    /// <summary>Tells whether the end of a trial was written by a transaction whose answer got lost.</summary>
    /// <param name="session">The transaction that repeats it.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="facts">The facts.</param>
    /// <returns>True where the trial ended as these facts say.</returns>
    public static bool WasTold(Session session, TrialLease lease, IReadOnlyList<TrialFact> facts)
    {
        var expected = facts.OfType<TrialFact.Ended>().Select(e => OptunaText.Of(e.State)).Concat(facts.OfType<TrialFact.HandedBack>().Select(_ => "WAITING")).FirstOrDefault();
        return expected is not null
            && session.Number("SELECT trial_id FROM hyper_lease WHERE trial_id = @p0", lease.TrialId) is null
            && session.Text("SELECT CAST(state AS VARCHAR(8)) FROM trials WHERE trial_id = @p0", lease.TrialId) == expected;
    }

    /// <summary>Ends a lease.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="trialId">The trial.</param>
    /// <returns>False where another ended it first.</returns>
    public static bool Release(Session session, long trialId) => session.Execute("DELETE FROM hyper_lease WHERE trial_id = @p0", trialId) == 1;

    /// <summary>The running trials whose worker is dead.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="studyId">The study.</param>
    /// <param name="worker">The worker that is known to be dead; null for any whose lease expired.</param>
    /// <returns>The trials' identifiers.</returns>
    public List<long> Dead(Session session, long studyId, string? worker)
    {
        const string Select = "SELECT l.trial_id FROM hyper_lease l JOIN trials t ON t.trial_id = l.trial_id WHERE t.study_id = @p0 AND t.state = 'RUNNING' AND ";
        return worker is null
            ? session.Query(Select + "l.lease_until_ms < @p1 ORDER BY l.trial_id", r => r.GetInt64(0), studyId, dialect.NowMilliseconds(session))
            : session.Query(Select + "l.worker = @p1 ORDER BY l.trial_id", r => r.GetInt64(0), studyId, worker);
    }

    private long Until(Session session, TimeSpan duration) => dialect.NowMilliseconds(session) + (long)duration.TotalMilliseconds;
}
