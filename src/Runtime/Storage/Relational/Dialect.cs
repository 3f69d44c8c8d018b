namespace HyperScaffold.Storage.Relational;

/// <summary>What differs between database engines: connections, transactions, clocks and a few words of SQL.</summary>
internal abstract class Dialect : IDisposable
{
    /// <summary>Gets the address without a password.</summary>
    public abstract string DisplayUrl { get; }

    /// <summary>Gets the types of columns.</summary>
    public abstract SchemaWords Words { get; }

    /// <summary>Gets what is appended to a SELECT to take a row that nobody else is changing.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Gets what is appended to a SELECT to keep others from changing its rows until the transaction ends.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>Gets the clock that leases are measured by, in milliseconds since 1970, as SQL.</summary>
    public abstract string Now { get; }

    /// <summary>Gets a number that no lease of this storage has had, as SQL; see <see cref="ReserveToken"/>.</summary>
    public abstract string Token { get; }

    /// <summary>Gets a condition on which expired leases are reaped; workers need a moment after a server's start to beat again.</summary>
    public virtual string MayReap => "1 = 1";

    /// <summary>Gets a value indicating whether trials are read with all their parts in one statement: where an answer comes over a network.</summary>
    public virtual bool ReadsTogether => false;

    /// <summary>Gets the statements that make what this engine alone needs beside our own tables.</summary>
    public abstract IEnumerable<string> OwnStatements { get; }

    /// <summary>Runs a single query.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="query">The query; it may run again after a lost connection.</param>
    /// <returns>The result.</returns>
    public abstract T Look<T>(Func<Session, T> query);

    /// <summary>Runs work in a transaction that sees one moment and changes nothing.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="work">The work; it may run again after a lost connection.</param>
    /// <returns>The result.</returns>
    public abstract T Read<T>(Func<Session, T> work);

    /// <summary>Runs work in a transaction.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="work">The work; it may run again after a conflict.</param>
    /// <param name="durability">What the transaction survives when this returns.</param>
    /// <param name="mayHaveRun">True where an attempt before this one may have gone through unnoticed.</param>
    /// <returns>The result.</returns>
    public abstract T Write<T>(Func<Session, T> work, Durability durability = Durability.Told, bool mayHaveRun = false);

    /// <summary>Creates a running trial in one step, where this engine can.</summary>
    /// <param name="studyId">The study.</param>
    /// <param name="claim">Who runs it.</param>
    /// <param name="limit">Creates none at this number and above; null for no limit.</param>
    /// <param name="start">The time in UTC.</param>
    /// <returns>The trial; null where it must be done step by step, which also finds out why.</returns>
    public virtual ClaimedTrial? TryCreate(long studyId, ClaimRequest claim, int? limit, DateTime start) => null;

    /// <summary>Appends facts to a running trial in one step, where this engine can.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="end">The time in UTC.</param>
    /// <returns>True where they are written; false where nothing was, and it must be done step by step, which also finds out why; null where no answer came.</returns>
    public virtual bool? TryAppend(TrialLease lease, IReadOnlyList<TrialFact> facts, DateTime end) => false;

    /// <summary>Tells whether our own tables are there, with what this engine needs beside them.</summary>
    /// <param name="session">The transaction.</param>
    /// <returns>True when they are.</returns>
    public virtual bool HasOwn(Session session) => HasTable(session, "hyper_lease");

    /// <summary>Keeps others from making tables until the transaction ends.</summary>
    /// <param name="session">The transaction.</param>
    public virtual void LockSchema(Session session)
    {
    }

    /// <summary>Keeps others from adding trials to a study until the transaction ends.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="studyId">The study.</param>
    public abstract void LockStudy(Session session, long studyId);

    /// <summary>Makes sure that <see cref="Token"/> has a number to give in this transaction.</summary>
    /// <param name="session">The transaction.</param>
    public virtual void ReserveToken(Session session)
    {
    }

    /// <summary>A condition on a number being one of several; few texts come out of it, so that statements stay prepared.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="first">The number of the first parameter that it may use.</param>
    /// <returns>What follows the number's expression, and the parameters.</returns>
    public abstract (string Sql, object?[] Values) Among(IReadOnlyCollection<long> numbers, int first);

    /// <summary>A time as a parameter.</summary>
    /// <param name="utc">The time in UTC, or null.</param>
    /// <returns>What the driver takes.</returns>
    public abstract object? Time(DateTime? utc);

    /// <summary>A column with a time as text: <c>2026-01-31 23:59:59.123456</c>.</summary>
    /// <param name="column">The column.</param>
    /// <returns>The expression.</returns>
    public abstract string TimeText(string column);

    /// <summary>Tells whether a table exists.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="name">Its name.</param>
    /// <returns>True when it exists.</returns>
    public abstract bool HasTable(Session session, string name);

    /// <inheritdoc/>
    public abstract void Dispose();
}
