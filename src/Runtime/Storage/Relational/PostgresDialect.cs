using System.Data.Common;
using Npgsql;

namespace HyperScaffold.Storage.Relational;

/// <summary>PostgreSQL: many machines; connections are taken for a transaction at a time, and lost ones are replaced.</summary>
internal sealed class PostgresDialect : Dialect
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgresRetry _retry;

    /// <summary>Initializes a new instance of the <see cref="PostgresDialect"/> class.</summary>
    /// <param name="address">The server, the database and the user.</param>
    /// <param name="time">The clock of retries; leases are measured by the server's.</param>
    public PostgresDialect(PostgresAddress address, TimeProvider time)
    {
        DisplayUrl = address.DisplayUrl;
        _source = NpgsqlDataSource.Create(address.ConnectionString);
        _retry = new PostgresRetry(DisplayUrl, time);
    }

    /// <inheritdoc/>
    public override string DisplayUrl { get; }

    /// <inheritdoc/>
    public override SchemaWords Words { get; } = new(
        "SERIAL", "DOUBLE PRECISION", "TIMESTAMP WITHOUT TIME ZONE", "studydirection", "trialstate", "trialvaluetype", "trialintermediatevaluetype", CastsEnums: true);

    /// <inheritdoc/>
    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    /// <inheritdoc/>
    public override IEnumerable<string> TokenStatements => ["CREATE SEQUENCE IF NOT EXISTS hyper_token"];

    /// <inheritdoc/>
    public override T Read<T>(Func<Session, T> work) => _retry.Run(_ => Transact("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work));

    /// <inheritdoc/>
    public override T Write<T>(Func<Session, T> work) => _retry.Run(isRepeat => Transact("BEGIN", session =>
    {
        session.IsRepeat = isRepeat;
        return work(session);
    }));

    /// <inheritdoc/>
    public override void LockSchema(Session session) => session.Number("SELECT 1 FROM pg_advisory_xact_lock(72905718)");

    /// <inheritdoc/>
    public override void LockStudy(Session session, long studyId) =>
        session.Number("SELECT study_id FROM studies WHERE study_id = @p0 FOR UPDATE", studyId);

    /// <inheritdoc/>
    public override long NextToken(Session session) => session.Number("SELECT nextval('hyper_token')") ?? 0;

    /// <inheritdoc/>
    public override long NowMilliseconds(Session session) =>
        session.Number("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)") ?? 0;

    /// <inheritdoc/>
    public override object? Time(DateTime? utc) => utc is { } value ? DateTime.SpecifyKind(value, DateTimeKind.Unspecified) : null;

    /// <inheritdoc/>
    public override DateTime? Time(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);

    /// <inheritdoc/>
    public override bool HasTable(Session session, string name) =>
        session.Number("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = @p0", name) > 0;

    /// <inheritdoc/>
    public override void Dispose() => _source.Dispose();

    private T Transact<T>(string begin, Func<Session, T> work)
    {
        // closing a connection within a transaction rolls it back, so an error needs no answer here
        using var session = new Session(_source.OpenConnection());
        session.Execute(begin);
        try
        {
            var result = work(session);
            session.Execute("COMMIT");
            return result;
        }
        catch (HyperException)
        {
            session.Execute("ROLLBACK");
            throw;
        }
    }
}
