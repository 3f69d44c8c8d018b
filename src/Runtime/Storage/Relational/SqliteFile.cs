using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HyperScaffold.Storage.Relational;

/// <summary>The file of a SQLite storage: how it is opened, and what its errors mean.</summary>
internal sealed class SqliteFile : IDisposable
{
    /// <summary>How long SQLite itself waits for other programs, such as Optuna, in milliseconds; ours wait for their turn.</summary>
    public const int BusyMilliseconds = BusySeconds * 1000;

    /// <summary>How long a checkpoint waits for readers at most, in milliseconds: the longer the log, the longer.</summary>
    public const int CheckpointMilliseconds = 20;

    private const int BusySeconds = 60;
    private readonly string _path;
    private readonly FileLock? _lock;
    private readonly HyperException? _refusal;

    /// <summary>Initializes a new instance of the <see cref="SqliteFile"/> class.</summary>
    /// <param name="path">The file, as given in the address.</param>
    public SqliteFile(string path)
    {
        DisplayUrl = "sqlite:///" + path;
        _path = Path.GetFullPath(path);
        NetworkFileSystem.Refuse(_path, DisplayUrl, NetworkFileSystem.FormatOf);
        var folder = Path.GetDirectoryName(_path);
        if (!Directory.Exists(folder))
        {
            throw new HyperException($"A SQLite storage needs an existing folder, but {folder} does not exist. Create it, or correct {DisplayUrl}.");
        }

        if (Directory.Exists(_path))
        {
            throw new HyperException($"A SQLite storage is a file, but {_path} is a folder. Write for example {DisplayUrl.TrimEnd('/')}/studies.db.");
        }

        try
        {
            // who only reads leaves nothing beside the file
            RequireWritable();
            _lock = FileLock.Open(_path + "-lock", DisplayUrl);
        }
        catch (HyperException e) when (File.Exists(_path))
        {
            // what is there can be read all the same; who writes is refused
            _refusal = e;
        }
    }

    /// <summary>Gets the address.</summary>
    public string DisplayUrl { get; }

    /// <summary>Opens a connection.</summary>
    /// <returns>The session on it.</returns>
    public SqliteSession Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Source,
            Mode = _refusal is null ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        var session = new SqliteSession(connection);
        try
        {
            return Guard(() =>
            {
                connection.Open();
                _ = raw.sqlite3_busy_timeout(connection.Handle, BusyMilliseconds);
                if (_refusal is null)
                {
                    Prepare(session);
                }

                return session;
            });
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Refuses to go on where the file is gone: SQLite would write on into a file that has no name any more.</summary>
    public void RequireThere()
    {
        if (!File.Exists(_path))
        {
            throw new HyperException($"The storage {DisplayUrl} is gone: its file was deleted or moved while it was in use. Put it back, or start again with a new one; nothing is told into a file that nobody can open.");
        }
    }

    /// <summary>Waits for its turn among the processes that write.</summary>
    /// <returns>The turn; dispose it to let the next one in.</returns>
    /// <exception cref="HyperException">The file can only be read.</exception>
    public FileLock.Turn Lock() => _lock?.Take() ?? throw new HyperException(_refusal?.Message ?? string.Empty, _refusal);

    /// <summary>Runs work and turns SQLite's errors into ours.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="work">The work.</param>
    /// <returns>The result.</returns>
    public T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw new HyperException(Explain(e), e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();

    // a log beside a file that nobody may write must be read where it lies; without one nothing at all need be made beside the file
    private string Source => _refusal is null || new FileInfo(_path + "-wal") is { Exists: true, Length: > 0 }
        ? _path
        : "file:" + string.Join('/', _path.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString)) + "?immutable=1";

    private void Prepare(SqliteSession session)
    {
        using (Lock())
        {
            session.Execute("PRAGMA journal_mode = WAL");
        }

        session.Execute("PRAGMA synchronous = FULL");
        session.Execute("PRAGMA wal_autocheckpoint = 20000");
        session.Execute("PRAGMA foreign_keys = OFF");
    }

    private void RequireWritable()
    {
        try
        {
            if (File.Exists(_path))
            {
                using var file = File.OpenHandle(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            }
        }
        catch (Exception e) when (FileLock.IsReadOnly(e))
        {
            throw new HyperException($"The storage {DisplayUrl} must be writable, but it can only be read ({e.Message}). Change the permissions of the file and its folder, or go on with a copy of it.", e);
        }
    }

    // https://sqlite.org/rescode.html
    private string Explain(SqliteException e) => e.SqliteErrorCode switch
    {
        5 or 6 => $"The storage {DisplayUrl} stayed locked by another program for {BusySeconds} s. Close what holds it (a database browser, a stopped process) and go on; nothing told was lost.",
        8 or 14 when _refusal is not null => $"The storage {DisplayUrl} can only be read, but its last changes lie in {_path}-wal and must first be put into it. Copy both files into a folder that can be written, and go on there.",
        8 => $"The storage {DisplayUrl} must be writable, but it or its folder is read-only. Change the permissions, or choose another place.",
        10 => $"The storage {DisplayUrl} could not be read or written ({e.Message}). Check the disk; nothing told was lost.",
        11 => $"The storage {DisplayUrl} is damaged ({e.Message}). Restore it from a copy; dotnet hyper export may still save what can be read.",
        13 => $"The disk of the storage {DisplayUrl} is full. Make room and go on; nothing told was lost.",
        14 => $"The storage {DisplayUrl} could not be opened: its folder must allow files to be made and read. Change the permissions, or choose another place.",
        26 => $"The storage {DisplayUrl} must be a SQLite file, but the file is something else. Choose another place, or move the file away: a project goes on from its decisions alone.",
        _ => $"The storage {DisplayUrl} refused a statement: {e.Message}",
    };
}
