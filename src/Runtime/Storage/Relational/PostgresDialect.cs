using System.Globalization;
using Npgsql;

namespace HyperScaffold.Storage.Relational;

/// <summary>PostgreSQL: many machines; connections are taken for a transaction at a time, and lost ones are replaced.</summary>
internal sealed class PostgresDialect : Dialect
{
    private const string LongestIdling = "SET idle_in_transaction_session_timeout = '10s'";
    private readonly NpgsqlDataSource _source;
    private readonly PostgresRetry _retry;
    private readonly PostgresTexts _texts = new();
    private readonly PostgresTrials _trials;

    /// <summary>Initializes a new instance of the <see cref="PostgresDialect"/> class.</summary>
    /// <param name="address">The server, the database and the user.</param>
    /// <param name="time">The clock of retries; leases are measured by the server's.</param>
    public PostgresDialect(PostgresAddress address, TimeProvider time)
    {
        DisplayUrl = address.DisplayUrl;
        var source = new NpgsqlDataSourceBuilder(address.ConnectionString);
        source.UsePhysicalConnectionInitializer(LimitIdling, LimitIdlingAsync);
        _source = source.Build();
        _retry = new PostgresRetry(DisplayUrl, time);
        _trials = new PostgresTrials(Words, Now);
    }

    /// <inheritdoc/>
    public override string DisplayUrl { get; }

    /// <inheritdoc/>
    public override SchemaWords Words { get; } = new(
        "SERIAL", "BIGINT", "DOUBLE PRECISION", "TIMESTAMP WITHOUT TIME ZONE", "studydirection", "trialstate", "trialvaluetype", "trialintermediatevaluetype", CastsEnums: true);

    /// <inheritdoc/>
    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    /// <inheritdoc/>
    public override string ForUpdate => "FOR UPDATE";

    /// <inheritdoc/>
    public override string Now => "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

    /// <inheritdoc/>
    public override string Token => "nextval('hyper_token')";

    /// <inheritdoc/>
    public override string MayReap => "clock_timestamp() > pg_postmaster_start_time() + interval '5 seconds'";

    /// <inheritdoc/>
    public override IEnumerable<string> OwnStatements =>
        ["CREATE SEQUENCE IF NOT EXISTS hyper_token", "CREATE INDEX IF NOT EXISTS hyper_ix_study ON trials (study_id, trial_id)", PostgresTrials.MakeNumberFunction];

    /// <inheritdoc/>
    public override bool ReadsTogether => true;

    /// <inheritdoc/>
    public override T Look<T>(Func<Session, T> query) => _retry.Run(_ =>
    {
        using var session = Open();
        return query(session);
    });

    /// <inheritdoc/>
    public override T Read<T>(Func<Session, T> work) => _retry.Run(_ => Transact("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work));

    // a claim must last here: its worker lives on when the server crashes
    /// <inheritdoc/>
    public override T Write<T>(Func<Session, T> work, Durability durability = Durability.Told, bool mayHaveRun = false) => _retry.Run(isRepeat => Transact("BEGIN", session =>
    {
        session.IsRepeat = isRepeat || mayHaveRun;
        if (durability == Durability.Beat)
        {
            session.Later("SET LOCAL synchronous_commit = off");
        }

        return work(session);
    }));

    /// <inheritdoc/>
    public override ClaimedTrial? TryCreate(long studyId, ClaimRequest claim, int? limit, DateTime start)
    {
        try
        {
            using var session = Open();
            return _trials.Create(session, studyId, claim, limit ?? int.MaxValue, Time(start));
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override bool? TryAppend(TrialLease lease, IReadOnlyList<TrialFact> facts, DateTime end)
    {
        if (facts.Any(f => f is TrialFact.HandedBack))
        {
            return false;
        }

        try
        {
            using var session = Open();
            return _trials.Append(session, lease, facts, Time(end));
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override bool HasOwn(Session session) =>
        HasTable(session, "hyper_lease") && session.Number($"SELECT COUNT(*) WHERE to_regprocedure('{PostgresTrials.NumberFunction}') IS NOT NULL") > 0;

    /// <inheritdoc/>
    public override void LockSchema(Session session) => session.Later("SELECT pg_advisory_xact_lock(72905718)");

    /// <inheritdoc/>
    public override void LockStudy(Session session, long studyId) =>
        session.Later("SELECT study_id FROM studies WHERE study_id = @p0 FOR UPDATE", studyId);

    /// <inheritdoc/>
    public override (string Sql, object?[] Values) Among(IReadOnlyCollection<long> numbers, int first) =>
        (string.Create(CultureInfo.InvariantCulture, $"= ANY (@p{first})"), [numbers.ToArray()]);

    /// <inheritdoc/>
    public override object? Time(DateTime? utc) => utc is { } value ? DateTime.SpecifyKind(value, DateTimeKind.Unspecified) : null;

    /// <inheritdoc/>
    public override string TimeText(string column) => $"to_char({column}, 'YYYY-MM-DD HH24:MI:SS.US')";

    /// <inheritdoc/>
    public override bool HasTable(Session session, string name) =>
        session.Number("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = @p0", name) > 0;

    /// <inheritdoc/>
    public override void Dispose() => _source.Dispose();

    // a process that is stopped within a transaction (Ctrl-Z, a machine that sleeps) must not hold its locks against all others
    private static void LimitIdling(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(LongestIdling, connection);
        command.ExecuteNonQuery();
    }

    private static async Task LimitIdlingAsync(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(LongestIdling, connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    private PostgresSession Open() => new(_source.OpenConnection(), _texts);

    private T Transact<T>(string begin, Func<Session, T> work)
    {
        // closing a connection within a transaction rolls it back, so an error needs no answer here
        using var session = Open();
        session.Later(begin);
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
