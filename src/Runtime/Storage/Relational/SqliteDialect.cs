using System.Globalization;

namespace HyperScaffold.Storage.Relational;

/// <summary>SQLite: one file, a write-ahead log, one writer at a time and any number of readers.</summary>
internal sealed class SqliteDialect : Dialect
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.ffffff";
    private readonly SqliteFile _file;
    private readonly Lock _writing = new();
    private readonly Lock _reading = new();
    private readonly TokenBlock _tokens = new();
    private readonly SqliteWriter _writer;
    private readonly SqliteSession _reader;

    /// <summary>Initializes a new instance of the <see cref="SqliteDialect"/> class.</summary>
    /// <param name="path">The file, as given in the address.</param>
    /// <param name="time">The clock for leases: all processes of one file run on one machine.</param>
    public SqliteDialect(string path, TimeProvider time)
    {
        _file = new SqliteFile(path);
        try
        {
            var session = _file.Open();
            _writer = new SqliteWriter(session, _file);
            session.Connection.CreateFunction("hyper_now", () => time.GetUtcNow().ToUnixTimeMilliseconds());
            session.Connection.CreateFunction("hyper_token", _tokens.Next);
            _reader = _file.Open();
            _reader.Connection.CreateFunction("hyper_now", () => time.GetUtcNow().ToUnixTimeMilliseconds());
        }
        catch
        {
            _writer?.Dispose();
            _file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override string DisplayUrl => _file.DisplayUrl;

    /// <inheritdoc/>
    public override SchemaWords Words { get; } = new("INTEGER", "INTEGER", "FLOAT", "DATETIME", "VARCHAR(8)", "VARCHAR(8)", "VARCHAR(7)", "VARCHAR(7)", CastsEnums: false);

    /// <inheritdoc/>
    public override string SkipLocked => string.Empty;

    /// <inheritdoc/>
    public override string ForUpdate => string.Empty;

    /// <inheritdoc/>
    public override string Now => "hyper_now()";

    /// <inheritdoc/>
    public override string Token => "hyper_token()";

    // an index ends with the row's identifier here, which is the trial's; files of Optuna 3.1 lack this one
    /// <inheritdoc/>
    public override IEnumerable<string> OwnStatements => ["CREATE INDEX IF NOT EXISTS ix_trials_study_id ON trials (study_id)"];

    /// <inheritdoc/>
    public override T Look<T>(Func<Session, T> query) => OnReader(query);

    /// <inheritdoc/>
    public override T Read<T>(Func<Session, T> work) => OnReader(session => SqliteWriter.Transact(session, "BEGIN", work));

    /// <inheritdoc/>
    public override T Write<T>(Func<Session, T> work, Durability durability = Durability.Told, bool mayHaveRun = false)
    {
        lock (_writing)
        {
            try
            {
                return _file.Guard(() => _writer.Run(work, durability));
            }
            catch
            {
                _tokens.Clear();
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public override void LockStudy(Session session, long studyId)
    {
        // an immediate transaction is alone already
    }

    /// <inheritdoc/>
    public override void ReserveToken(Session session) => _tokens.Fill(session);

    /// <inheritdoc/>
    public override (string Sql, object?[] Values) Among(IReadOnlyCollection<long> numbers, int first)
    {
        var size = 1;
        while (size < numbers.Count)
        {
            size *= 4;
        }

        var names = string.Join(", ", Enumerable.Range(first, size).Select(n => string.Create(CultureInfo.InvariantCulture, $"@p{n}")));
        return ($"IN ({names})", [.. numbers, .. Enumerable.Repeat<object?>(-1L, size - numbers.Count)]);
    }

    /// <inheritdoc/>
    public override object? Time(DateTime? utc) => utc?.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string TimeText(string column) => column;

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

    // the writer's connection still holds the pages that it wrote; the other one is for when it is busy
    private T OnReader<T>(Func<Session, T> read)
    {
        if (_writing.TryEnter())
        {
            try
            {
                return _file.Guard(() => read(_writer.Session));
            }
            finally
            {
                _writing.Exit();
            }
        }

        lock (_reading)
        {
            return _file.Guard(() => read(_reader));
        }
    }
}
