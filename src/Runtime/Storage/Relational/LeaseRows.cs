using HyperScaffold.Trials;

namespace HyperScaffold.Storage.Relational;

/// <summary>Reads and writes the rows of leases.</summary>
/// <param name="dialect">The dialect.</param>
internal sealed class LeaseRows(Dialect dialect)
{
    private const string IsHeld = "trial_id = @p0 AND token = @p1 AND EXISTS (SELECT 1 FROM trials t WHERE t.trial_id = @p0 AND t.state = 'RUNNING')";

    private readonly string _hold =
        "INSERT INTO hyper_lease (trial_id, worker, attempt, token, lease_until_ms) VALUES (@p0, @p1, @p2, @p3, " + dialect.Now + " + @p4) "
        + "ON CONFLICT (trial_id) DO UPDATE SET worker = excluded.worker, attempt = excluded.attempt, token = excluded.token, lease_until_ms = excluded.lease_until_ms";

    private readonly string _extend = $"UPDATE hyper_lease SET lease_until_ms = {dialect.Now} + @p2 WHERE trial_id = @p0 AND token = @p1";

    private readonly string _require = $"SELECT 1 FROM hyper_lease WHERE {IsHeld} {dialect.ForUpdate}";

    private readonly string _expired = Dead($"l.lease_until_ms < {dialect.Now} AND {dialect.MayReap}");

    /// <summary>Gives a worker the right to a trial.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="token">The new right's number.</param>
    /// <param name="claim">Who takes it.</param>
    /// <returns>The lease.</returns>
    public TrialLease Hold(Session session, FrozenTrial trial, long token, ClaimRequest claim)
    {
        var lease = new TrialLease(trial.Id, trial.Number, StorageAttributes.AttemptOf(trial.SystemAttributes), token);
        session.Later(_hold, lease.TrialId, claim.Worker, lease.Attempt, lease.Token, (long)claim.Lease.TotalMilliseconds);
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
        session.Execute(_extend, lease.TrialId, lease.Token, (long)duration.TotalMilliseconds) == 1;

    /// <summary>Refuses a lease that does not hold; otherwise no reaper comes between until the transaction ends.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="release">True to end the lease.</param>
    public void Require(Session session, TrialLease lease, bool release)
    {
        var holds = release
            ? session.Execute($"DELETE FROM hyper_lease WHERE {IsHeld}", lease.TrialId, lease.Token) == 1
            : session.Number(_require, lease.TrialId, lease.Token) is not null;
        if (!holds)
        {
            var state = session.Text("SELECT CAST(state AS VARCHAR(8)) FROM trials WHERE trial_id = @p0", lease.TrialId);
            throw StorageErrors.Lost(lease, state is null ? null : OptunaText.State(state));
        }
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
    public List<long> Dead(Session session, long studyId, string? worker) => worker is null
        ? session.Query(_expired, r => r.GetInt64(0), studyId)
        : session.Query(Dead("l.worker = @p1"), r => r.GetInt64(0), studyId, worker);

    private static string Dead(string condition) =>
        $"SELECT l.trial_id FROM hyper_lease l JOIN trials t ON t.trial_id = l.trial_id WHERE t.study_id = @p0 AND t.state = 'RUNNING' AND {condition} ORDER BY l.trial_id";
}
