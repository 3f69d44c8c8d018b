using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace HyperScaffold.Storage.Relational;

/// <summary>SQLite: one file, a write-ahead log, one writer at a time and any number of readers.</summary>
internal sealed class SqliteDialect : Dialect
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.ffffff";
    private readonly TimeProvider _time;
    private readonly SqliteFile _file;
    private readonly Lock _writing = new();
    private readonly Lock _reading = new();
    private readonly Session _writer;
    private readonly Session _reader;

    /// <summary>Initializes a new instance of the <see cref="SqliteDialect"/> class.</summary>
    /// <param name="path">The file, as given in the address.</param>
    /// <param name="time">The clock for leases: all processes of one file run on one machine.</param>
    public SqliteDialect(string path, TimeProvider time)
    {
        _time = time;
        _file = new SqliteFile(path);
        _writer = _file.Open();
        try
        {
            _reader = _file.Open();
        }
        catch
        {
            _writer.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override string DisplayUrl => _file.DisplayUrl;

    /// <inheritdoc/>
    public override SchemaWords Words { get; } = new("INTEGER", "FLOAT", "DATETIME", "VARCHAR(8)", "VARCHAR(8)", "VARCHAR(7)", "VARCHAR(7)", CastsEnums: false);

    /// <inheritdoc/>
    public override string SkipLocked => string.Empty;

    /// <inheritdoc/>
    public override T Read<T>(Func<Session, T> work)
    {
        lock (_reading)
        {
            return _file.Guard(() => Transact(_reader, "BEGIN", work));
        }
    }

    /// <inheritdoc/>
    public override T Write<T>(Func<Session, T> work)
    {
        lock (_writing)
        {
            return _file.Guard(() =>
            {
                using (_file.Lock())
                {
                    return Transact(_writer, "BEGIN IMMEDIATE", work);
                }
            });
        }
    }

    /// <inheritdoc/>
    public override void LockStudy(Session session, long studyId)
    {
        // an immediate transaction is alone already
    }

    /// <inheritdoc/>
    public override long NextToken(Session session) =>
        session.Number("UPDATE hyper_meta SET value = value + 1 WHERE key = 'token' RETURNING value") ?? 0;

    /// <inheritdoc/>
    public override long NowMilliseconds(Session session) => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public override object? Time(DateTime? utc) => utc?.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override DateTime? Time(DbDataReader row, int column) => row.IsDBNull(column)
        ? null
        : DateTime.Parse(row.GetString(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <inheritdoc/>
    public override bool HasTable(Session session, string name) =>
        session.Number("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @p0", name) > 0;

    /// <inheritdoc/>
    public override void Dispose()
    {
        lock (_writing)
        {
            lock (_reading)
            {
                _reader.Dispose();
                _writer.Dispose();
                _file.Dispose();
            }
        }
    }

    private static T Transact<T>(Session session, string begin, Func<Session, T> work)
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
}
