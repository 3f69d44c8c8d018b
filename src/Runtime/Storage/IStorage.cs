using HyperScaffold.Trials;

namespace HyperScaffold.Storage;

/// <summary>
/// Remembers facts, and nothing else: best trials, counts and parameters are functions over what <see cref="Read"/>
/// gives. Every method is one transaction that is durable when it returns; all are safe to call from several threads
/// and processes at once.
/// </summary>
public interface IStorage : IDisposable
{
    /// <summary>Gets the address with any password taken out, for messages.</summary>
    string DisplayUrl { get; }

    /// <summary>Creates a study.</summary>
    /// <param name="name">A name that no other study has, 1 to 512 characters.</param>
    /// <param name="direction">Which values are better.</param>
    /// <returns>The study.</returns>
    /// <exception cref="HyperException">A study of this name exists.</exception>
    StudyRecord CreateStudy(string name, StudyDirection direction);

    /// <summary>Finds a study with its attributes as they are now.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The study, or null.</returns>
    StudyRecord? FindStudy(string name);

    /// <summary>Lists all studies by name.</summary>
    /// <returns>The studies; those with several objectives, which only Python makes, are left out.</returns>
    IReadOnlyList<StudyRecord> ListStudies();

    /// <summary>Deletes a study with all its trials.</summary>
    /// <param name="studyId">The storage's identifier.</param>
    void DeleteStudy(long studyId);

    /// <summary>Sets a study's attribute, replacing an old value.</summary>
    /// <param name="studyId">The storage's identifier.</param>
    /// <param name="key">The key.</param>
    /// <param name="json">JSON text; null removes the attribute.</param>
    /// <param name="system">True for a system attribute.</param>
    void SetStudyAttribute(long studyId, string key, string? json, bool system = false);

    /// <summary>Writes a trial that waits or is finished; numbers have no gaps and no duplicates.</summary>
    /// <param name="studyId">The storage's identifier.</param>
    /// <param name="trial">The trial; its state is not running.</param>
    /// <returns>The trial's number.</returns>
    int Add(long studyId, NewTrial trial);

    /// <summary>Takes the waiting trial with the lowest number, atomically.</summary>
    /// <param name="studyId">The storage's identifier.</param>
    /// <param name="claim">Who takes it, and for how long without a beat.</param>
    /// <returns>The trial, now running, and its lease; null where none waits.</returns>
    ClaimedTrial? Claim(long studyId, ClaimRequest claim);

    /// <summary>Creates a running trial under a lease.</summary>
    /// <param name="studyId">The storage's identifier.</param>
    /// <param name="claim">Who runs it, and for how long without a beat.</param>
    /// <param name="limit">Creates none where the study has this many trials already that count (see <see cref="ClaimRequest.CountedRound"/>); null for no limit.</param>
    /// <returns>The trial and its lease; null where the limit is reached, or a trial waits (see <see cref="ClaimRequest.QueueSeen"/>).</returns>
    ClaimedTrial? Create(long studyId, ClaimRequest claim, int? limit = null);

    /// <summary>Finds a running trial again that a worker holds, for example one that an earlier process asked for.</summary>
    /// <param name="studyId">The storage's identifier.</param>
    /// <param name="number">The trial's number.</param>
    /// <param name="worker">The worker that holds it.</param>
    /// <returns>The trial and its lease; null where it does not run, or another worker holds it.</returns>
    ClaimedTrial? Held(long studyId, int number, string worker);

    /// <summary>Appends facts to a running trial in one transaction.</summary>
    /// <param name="lease">The lease it was claimed or created under.</param>
    /// <param name="facts">The facts, in order.</param>
    /// <exception cref="LeaseLostException">The lease expired and was reaped, or the trial is finished.</exception>
    void Append(TrialLease lease, IReadOnlyList<TrialFact> facts);

    /// <summary>Extends leases on the storage's own clock.</summary>
    /// <param name="leases">The leases.</param>
    /// <param name="duration">How long from now.</param>
    /// <returns>Those that were lost and must be given up.</returns>
    IReadOnlyList<TrialLease> Beat(IReadOnlyList<TrialLease> leases, TimeSpan duration);

    /// <summary>
    /// Ends trials whose lease expired: each becomes FAIL with its reason and is cloned once as waiting. Trials without
    /// a lease (a Python process runs them) are left alone.
    /// </summary>
    /// <param name="studyId">The storage's identifier.</param>
    /// <param name="worker">Only the leases of this worker, expired or not (it is known to be dead); null for expired ones of any worker.</param>
    /// <param name="maxAttempts">How many attempts a configuration gets before it stays failed.</param>
    /// <param name="detail">What is known of the worker's end, for the reason; null where nothing is.</param>
    /// <returns>The numbers of the trials that were ended.</returns>
    IReadOnlyList<int> Reap(long studyId, string? worker, int maxAttempts, string? detail = null);

    /// <summary>Reads what is new or changed since a cursor.</summary>
    /// <param name="studyId">The storage's identifier.</param>
    /// <param name="cursor">Where the last read ended; <see cref="StudyCursor.Start"/> reads all.</param>
    /// <returns>The changes and the next cursor.</returns>
    StudyChanges Read(long studyId, StudyCursor cursor);
}
