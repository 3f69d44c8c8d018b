using System.Data.Common;

namespace HyperScaffold.Storage.Relational;

/// <summary>What differs between database engines: connections, transactions, clocks and a few words of SQL.</summary>
internal abstract class Dialect : IDisposable
{
    /// <summary>Gets the address without a password.</summary>
    public abstract string DisplayUrl { get; }

    /// <summary>Gets the types of columns.</summary>
    public abstract SchemaWords Words { get; }

    /// <summary>Gets what is appended to a SELECT to take rows that nobody else is changing.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Runs work in a transaction that sees one moment and changes nothing.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="work">The work; it may run again after a lost connection.</param>
    /// <returns>The result.</returns>
    public abstract T Read<T>(Func<Session, T> work);

    /// <summary>Runs work in a transaction that is durable when this returns.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="work">The work; it may run again after a conflict.</param>
    /// <returns>The result.</returns>
    public abstract T Write<T>(Func<Session, T> work);

    /// <summary>Gets the statements that make what <see cref="NextToken"/> counts with.</summary>
    public virtual IEnumerable<string> TokenStatements => [];

    /// <summary>Keeps others from making tables until the transaction ends.</summary>
    /// <param name="session">The transaction.</param>
    public virtual void LockSchema(Session session)
    {
    }

    /// <summary>Keeps others from adding trials to a study until the transaction ends.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="studyId">The study.</param>
    public abstract void LockStudy(Session session, long studyId);

    /// <summary>A number that no lease of this storage has had.</summary>
    /// <param name="session">The transaction.</param>
    /// <returns>The number.</returns>
    public abstract long NextToken(Session session);

    /// <summary>The clock that leases are measured by, in milliseconds since 1970.</summary>
    /// <param name="session">The transaction.</param>
    /// <returns>The time now.</returns>
    public abstract long NowMilliseconds(Session session);

    /// <summary>A time as a parameter.</summary>
    /// <param name="utc">The time in UTC, or null.</param>
    /// <returns>What the driver takes.</returns>
    public abstract object? Time(DateTime? utc);

    /// <summary>Reads a time.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column.</param>
    /// <returns>The time in UTC, or null.</returns>
    public abstract DateTime? Time(DbDataReader row, int column);

    /// <summary>Tells whether a table exists.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="name">Its name.</param>
    /// <returns>True when it exists.</returns>
    public abstract bool HasTable(Session session, string name);

    /// <inheritdoc/>
    public abstract void Dispose();
}
