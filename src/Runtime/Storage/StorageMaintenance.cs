using System.Globalization;
using HyperScaffold.Storage.Relational;
using Microsoft.Data.Sqlite;

namespace HyperScaffold.Storage;

/// <summary>Changes a SQLite storage as a whole: its revision, for other versions of Optuna.</summary>
public static class StorageMaintenance
{
    /// <summary>Marks a file so that an Optuna version opens it without being told to skip its check.</summary>
    /// <param name="url">A SQLite address.</param>
    /// <param name="optuna">The version: 3.1 (as in Debian 12), or 3.2 and later, 4 and 5.</param>
    /// <returns>The revision that the file has now.</returns>
    /// <exception cref="HyperException">The version is unknown, or the address is no SQLite file that exists.</exception>
    public static string Stamp(string url, string optuna)
    {
        ArgumentNullException.ThrowIfNull(optuna);
        var revision = Revision(optuna);
        using var connection = Open(url);
        Execute(connection, "UPDATE alembic_version SET version_num = $value", revision);
        return revision;
    }

    /// <summary>Brings a file to the present revision, after a copy of it was made beside it.</summary>
    /// <param name="url">A SQLite address.</param>
    /// <param name="time">The clock that names the copy.</param>
    /// <returns>The copy's path; null where nothing had to be done.</returns>
    /// <exception cref="HyperException">The revision is older than Optuna 3.0's last, or newer than the newest known.</exception>
    public static string? Upgrade(string url, TimeProvider? time = null)
    {
        using var connection = Open(url);
        var revision = Execute(connection, "SELECT version_num FROM alembic_version") as string;
        if (revision == Schema.Revision)
        {
            return null;
        }

        if (revision != Schema.Revision31)
        {
            throw new HyperException($"The storage {url} has Optuna's schema {revision}, which only Optuna itself can change. Run optuna storage upgrade --storage {url} with a version of Optuna that knows it.");
        }

        var stamp = (time ?? TimeProvider.System).GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var copy = $"{StorageAddress.Parse(url).Path}.{stamp}.bak";
        Execute(connection, "VACUUM INTO $value", copy);
        Execute(connection, "CREATE INDEX IF NOT EXISTS ix_trials_study_id ON trials (study_id)");
        Execute(connection, "UPDATE alembic_version SET version_num = $value", Schema.Revision);
        return copy;
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

    private static SqliteConnection Open(string url)
    {
        var address = StorageAddress.Parse(url);
        if (address.Kind != StorageKind.Sqlite || !File.Exists(address.Path))
        {
            throw new HyperException($"Only a SQLite file that exists can be changed so, but got {address.DisplayUrl}. Write sqlite:///path.");
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = address.Path, Pooling = false, Mode = SqliteOpenMode.ReadWrite }.ToString());
        try
        {
            connection.Open();
            if (Execute(connection, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'alembic_version'") is not 1L)
            {
                throw new HyperException($"The file {address.DisplayUrl} holds no Optuna storage. Check the path.");
            }
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new HyperException($"The file {address.DisplayUrl} could not be opened as a storage: {e.Message}", e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        return connection;
    }

    private static object? Execute(SqliteConnection connection, string sql, string? value = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (value is not null)
        {
            command.Parameters.AddWithValue("$value", value);
        }

        return command.ExecuteScalar();
    }
}
