using System.Globalization;
using HyperScaffold.Storage.Relational;
using Microsoft.Data.Sqlite;

namespace HyperScaffold.Storage;

/// <summary>Changes a storage as a whole: its revision, for other versions of Optuna.</summary>
public static class StorageMaintenance
{
    /// <summary>Marks a storage so that an Optuna version opens it without being told to skip its check.</summary>
    /// <param name="url">A SQLite or PostgreSQL address.</param>
    /// <param name="optuna">The version: 3.1 (as in Debian 12), or 3.2 and later, 4 and 5.</param>
    /// <returns>The revision that the storage has now.</returns>
    /// <exception cref="HyperException">The version is unknown, or there is no storage of a present revision.</exception>
    public static string Stamp(string url, string optuna)
    {
        ArgumentNullException.ThrowIfNull(optuna);
        var revision = Revision(optuna);
        using var dialect = Open(url, TimeProvider.System);
        var present = dialect.Read(s => RevisionOf(dialect, s));
        if (present is not (Schema.Revision or Schema.Revision31))
        {
            throw new HyperException($"Only a storage of Optuna's schema {Schema.Revision31} or {Schema.Revision} can be stamped, but {dialect.DisplayUrl} has {present}. Run dotnet hyper storage upgrade first.");
        }

        return dialect.Write(s => Mark(s, revision));
    }

    /// <summary>Brings a storage to the present revision; of a SQLite file a copy is made beside it first.</summary>
    /// <param name="url">A SQLite or PostgreSQL address.</param>
    /// <param name="time">The clock that names the copy.</param>
    /// <returns>The copy's path; null where nothing had to be done, or for PostgreSQL.</returns>
    /// <exception cref="HyperException">The revision is unknown here, or a PostgreSQL database has one before Optuna 3.0's last.</exception>
    public static string? Upgrade(string url, TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        using var dialect = Open(url, clock);
        var revision = dialect.Read(s => RevisionOf(dialect, s));
        if (revision == Schema.Revision)
        {
            return null;
        }

        var isSqlite = dialect is SqliteDialect;
        if (revision != Schema.Revision31 && !(isSqlite && Schema.IsOlder(revision)))
        {
            throw new HyperException($"The storage {dialect.DisplayUrl} has Optuna's schema {revision}, which only Optuna itself can change. Run optuna storage upgrade --storage {dialect.DisplayUrl} with a version of Optuna that knows it; make a backup first.");
        }

        var copy = isSqlite ? CopyPath(url, clock) : null;
        dialect.Write(session =>
        {
            // another process may have been faster; a writer is alone, so what a reader sees is what was there before
            if (RevisionOf(dialect, session) != revision)
            {
                return copy = null;
            }

            if (copy is not null)
            {
                Copy(url, copy);
            }

            if (revision != Schema.Revision31)
            {
                new OldSchema(session).Convert(dialect.Words);
            }

            session.Execute("CREATE INDEX IF NOT EXISTS ix_trials_study_id ON trials (study_id)");
            return Mark(session, Schema.Revision);
        });
        return copy;
    }

    private static string Mark(Session session, string revision)
    {
        session.Execute("UPDATE alembic_version SET version_num = @p0", revision);
        return revision;
    }

    private static string Revision(string optuna)
    {
        var parts = optuna.Split('.');
        var isNumber = int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major);
        var minor = parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var m) ? m : 0;
        return (isNumber, major, minor) switch
        {
            (true, 3, 0 or 1) => Schema.Revision31,
            (true, 3 or 4 or 5, _) => Schema.Revision,
            _ => throw new HyperException($"A storage can be stamped for Optuna 3.0 to 5, but got '{optuna}'. Write for example --optuna 3.1."),
        };
    }

    private static string RevisionOf(Dialect dialect, Session session) =>
        (dialect.HasTable(session, "alembic_version") ? session.Text("SELECT version_num FROM alembic_version") : null)
        ?? throw new HyperException($"{dialect.DisplayUrl} holds no Optuna storage. Check the address.");

    private static Dialect Open(string url, TimeProvider time)
    {
        var address = StorageAddress.Parse(url);
        return address.Kind switch
        {
            StorageKind.Postgres => new PostgresDialect(PostgresAddress.Parse(url), time),
            StorageKind.Sqlite when File.Exists(address.Path) => new SqliteDialect(address.Path, time),
            _ => throw new HyperException($"Only a SQLite file that exists or a PostgreSQL database can be changed so, but got {address.DisplayUrl}. Write sqlite:///path."),
        };
    }

    private static string CopyPath(string url, TimeProvider time) =>
        $"{StorageAddress.Parse(url).Path}.{time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.bak";

    private static void Copy(string url, string copy)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = StorageAddress.Parse(url).Path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $copy";
        command.Parameters.AddWithValue("$copy", copy);
        command.ExecuteNonQuery();
    }
}
