using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HyperScaffold.Storage.Relational;

/// <summary>The connection that writes, in turn with other processes; it also keeps the log from growing.</summary>
/// <param name="session">The connection, which the writer closes.</param>
/// <param name="file">The file.</param>
internal sealed class SqliteWriter(SqliteSession session, SqliteFile file) : IDisposable
{
    private const int WantedFrames = 2000;
    private const int MostWrites = 1024;
    private const int FewestWrites = 64;
    private const int FramesAMillisecond = 1000;
    private int _writes;
    private int _kept;
    private int _interval = FewestWrites;
    private Durability _durability = Durability.Told;

    /// <summary>Gets the connection, for reading while nobody writes.</summary>
    public SqliteSession Session { get; } = session;

    /// <summary>Runs work in a transaction.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="work">The work.</param>
    /// <param name="durability">What the transaction survives.</param>
    /// <returns>The result.</returns>
    public T Run<T>(Func<Session, T> work, Durability durability)
    {
        T result;
        using (file.Lock())
        {
            file.RequireThere();
            Prepare(durability);
            result = Transact(Session, "BEGIN IMMEDIATE", work);
        }

        Checkpoint();
        return result;
    }

    /// <summary>Runs work between a beginning and a commit.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="session">The connection.</param>
    /// <param name="begin">How to begin.</param>
    /// <param name="work">The work.</param>
    /// <returns>The result.</returns>
    public static T Transact<T>(Session session, string begin, Func<Session, T> work)
    {
        session.Execute(begin);
        try
        {
            var result = work(session);
            session.Execute("COMMIT");
            return result;
        }
        catch
        {
            Rollback(session);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Session.Dispose();

    // a full disk rolls back by itself, and then there is nothing left to roll back
    private static void Rollback(Session session)
    {
        try
        {
            session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
        }
    }

    // FULL flushes the log at each commit, and with it all commits before; NORMAL leaves that to the next one
    private void Prepare(Durability durability)
    {
        var told = durability == Durability.Told;
        if (told != (_durability == Durability.Told))
        {
            _ = raw.sqlite3_exec(Session.Connection.Handle, told ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            _durability = durability;
        }
    }

    // SQLite's own checkpoints never find the log free of readers where many processes ask: it grows, and growing makes each
    // flush slow. So the log's pages go to the file while others write on; only what came meanwhile holds them up, and those who
    // wait for their turn read nothing, so that the log mostly starts anew. Where a reader stays, it may: the next time will do
    private void Checkpoint()
    {
        if (++_writes < _interval)
        {
            return;
        }

        var handle = Session.Connection.Handle;
        var anew = false;
        _ = raw.sqlite3_wal_checkpoint_v2(handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var frames, out _);
        using (file.Lock())
        {
            _ = raw.sqlite3_busy_timeout(handle, Math.Clamp(frames / FramesAMillisecond, 1, SqliteFile.CheckpointMilliseconds));
            anew = raw.sqlite3_wal_checkpoint_v2(handle, "main", raw.SQLITE_CHECKPOINT_RESTART, out _, out _) == raw.SQLITE_OK;
            _ = raw.sqlite3_busy_timeout(handle, SqliteFile.BusyMilliseconds);
        }

        // by what came since the last time: a log that could not start anew must not be tried ever more often
        var fresh = frames >= _kept ? frames - _kept : frames;
        (_kept, _interval, _writes) = (anew ? 0 : frames, Math.Clamp(_interval * WantedFrames / Math.Max(fresh, 1), FewestWrites, MostWrites), 0);
    }
}
