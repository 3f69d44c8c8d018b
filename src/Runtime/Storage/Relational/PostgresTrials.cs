using HyperScaffold.Trials;

namespace HyperScaffold.Storage.Relational;

/// <summary>
/// What PostgreSQL does with a trial in one statement, which is a transaction of its own: creating one under a lease, and
/// appending facts under a lease that holds. So no lock waits for an answer over the network.
/// </summary>
/// <param name="words">The types of columns.</param>
/// <param name="now">The server's clock as SQL.</param>
internal sealed class PostgresTrials(SchemaWords words, string now)
{
    /// <summary>The function that gives the number of the next trial of a study and keeps others from adding any meanwhile; none where one waits after a given one.</summary>
    public const string NumberFunction = "hyper_number(integer, bigint)";

    /// <summary>
    /// The statement that makes it. Each of its queries sees what was committed before it began, unlike the parts of the
    /// statement that calls it; Optuna takes the same lock.
    /// </summary>
    public const string MakeNumberFunction = """
        CREATE OR REPLACE FUNCTION hyper_number(study integer, seen bigint) RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
        BEGIN
            PERFORM 1 FROM studies WHERE study_id = study FOR UPDATE;
            IF seen IS NOT NULL AND EXISTS (SELECT 1 FROM trials WHERE study_id = study AND trial_id > seen AND state = 'WAITING') THEN
                RETURN NULL;
            END IF;
            RETURN COALESCE((SELECT number FROM trials WHERE study_id = study ORDER BY trial_id DESC LIMIT 1), -1) + 1;
        END $$
        """;

    private const string Held = "FROM hyper_lease WHERE trial_id = @p0 AND token = @p1 AND EXISTS (SELECT 1 FROM trials t WHERE t.trial_id = @p0 AND t.state = 'RUNNING')";

    // a commit that is flushed takes along all that were before it, and one flush serves all workers that wait for one
    private const string Flush = "SELECT pg_logical_emit_message(true, 'hyper', '')";

    // others wait for the study's lock until the commit; so that is not flushed at once, but before the trial is given to anybody
    private readonly string _create =
        "WITH n AS MATERIALIZED (SELECT hyper_number(CAST(@p0 AS INTEGER), CAST(@p7 AS BIGINT)) AS number, set_config('synchronous_commit', 'off', true) AS later), "
        + $"t AS (INSERT INTO trials (number, study_id, state, datetime_start) SELECT n.number, @p0, 'RUNNING', CAST(@p1 AS {words.Time}) FROM n WHERE n.later = 'off' AND n.number < @p2 RETURNING trial_id, number), "
        + "a AS (INSERT INTO trial_user_attributes (trial_id, \"key\", value_json) SELECT t.trial_id, @p3, CAST(@p4 AS TEXT) FROM t WHERE CAST(@p4 AS TEXT) IS NOT NULL), "
        + $"l AS (INSERT INTO hyper_lease (trial_id, worker, attempt, token, lease_until_ms) SELECT t.trial_id, @p5, 1, nextval('hyper_token'), {now} + @p6 FROM t RETURNING token) "
        + "SELECT t.trial_id, t.number, l.token FROM t, l";

    /// <summary>Creates a running trial under a lease; it is durable when this returns.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="studyId">The study.</param>
    /// <param name="claim">Who runs it.</param>
    /// <param name="limit">Creates none at this number and above.</param>
    /// <param name="start">The time as a parameter.</param>
    /// <returns>The trial and its lease; null where none was created.</returns>
    public ClaimedTrial? Create(PostgresSession session, long studyId, ClaimRequest claim, int limit, object? start)
    {
        var trial = StorageErrors.Running(claim);
        var round = trial.UserAttributes.GetValueOrDefault(TrialAttributes.Round);
        var created = session.QueryThen(
            _create,
            Flush,
            r => new TrialLease(r.GetInt64(0), r.GetInt32(1), 1, r.GetInt64(2)),
            studyId,
            start,
            limit,
            TrialAttributes.Round,
            round,
            claim.Worker,
            (long)claim.Lease.TotalMilliseconds,
            claim.QueueSeen);
        if (created.Count == 0)
        {
            return null;
        }

        var facts = new FrozenTrial { Id = created[0].TrialId, Number = created[0].Number, State = TrialState.Running, UserAttributes = trial.UserAttributes };
        return new ClaimedTrial(facts, created[0]);
    }

    /// <summary>Appends facts under a lease; durable when this returns.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="facts">The facts; none hands the trial back.</param>
    /// <param name="end">The time as a parameter.</param>
    /// <returns>False where the lease does not hold, and nothing was written.</returns>
    public bool Append(Session session, TrialLease lease, IReadOnlyList<TrialFact> facts, object? end)
    {
        var parts = new List<string>();
        var values = new List<object?> { lease.TrialId, lease.Token };
        AddParameters(parts, values, facts);
        AddReports(parts, values, facts);
        AddAttributes(parts, values, "trial_user_attributes", [.. facts.OfType<TrialFact.UserAttributeSet>().Select(a => (a.Key, a.Json))]);
        AddAttributes(parts, values, "trial_system_attributes", [.. facts.OfType<TrialFact.SystemAttributeSet>().Select(a => (a.Key, a.Json))]);
        if (facts.OfType<TrialFact.Ended>().FirstOrDefault() is not { } last)
        {
            return session.Number($"WITH held AS MATERIALIZED (SELECT trial_id {Held} FOR UPDATE){string.Concat(parts)} SELECT COUNT(*) FROM held", [.. values]) == 1;
        }

        StorageErrors.CheckEnd(last.State, last.Value);
        AddValue(parts, values, last.Value);
        var ended = $"UPDATE trials SET state = '{OptunaText.Of(last.State)}', datetime_complete = CAST({Next(values, end)} AS {words.Time}) FROM held h WHERE trials.trial_id = h.trial_id";
        return session.Execute($"WITH held AS (DELETE {Held} RETURNING trial_id){string.Concat(parts)} {ended}", [.. values]) == 1;
    }

    private static void AddParameters(List<string> parts, List<object?> values, IReadOnlyList<TrialFact> facts)
    {
        var rows = Last(facts.OfType<TrialFact.ParameterSet>(), f => f.Name);
        if (rows.Length > 0)
        {
            parts.Add(
                $", p AS (INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json) SELECT h.trial_id, u.* FROM held h, unnest({Next(values, Column(rows, r => r.Name))}, {Next(values, Column(rows, r => r.Value.Internal))}, {Next(values, Column(rows, r => Spaces.DistributionJson.Write(r.Value.Distribution)))}) AS u "
                + "ON CONFLICT (trial_id, param_name) DO UPDATE SET param_value = excluded.param_value, distribution_json = excluded.distribution_json)");
        }
    }

    private void AddReports(List<string> parts, List<object?> values, IReadOnlyList<TrialFact> facts)
    {
        var rows = Last(facts.OfType<TrialFact.Reported>().Select(f => f.Report), r => r.Step);
        if (rows.Length > 0)
        {
            parts.Add(
                $", r AS (INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type) SELECT h.trial_id, u.step, u.value, CAST(u.kind AS {words.IntermediateType}) FROM held h, unnest({Next(values, Column(rows, r => r.Step))}, {Next(values, Column(rows, r => (double?)OptunaText.Column(r.Value)))}, {Next(values, Column(rows, r => OptunaText.Kind(r.Value)))}) AS u (step, value, kind) "
                + "ON CONFLICT (trial_id, step) DO UPDATE SET intermediate_value = excluded.intermediate_value, intermediate_value_type = excluded.intermediate_value_type)");
        }
    }

    private static void AddAttributes(List<string> parts, List<object?> values, string table, IReadOnlyList<(string Key, string Json)> attributes)
    {
        var rows = Last(attributes, a => a.Key);
        if (rows.Length > 0)
        {
            parts.Add(
                $", {table}_set AS (INSERT INTO {table} (trial_id, \"key\", value_json) SELECT h.trial_id, u.* FROM held h, unnest({Next(values, Column(rows, r => r.Key))}, {Next(values, Column(rows, r => r.Json))}) AS u "
                + "ON CONFLICT (trial_id, \"key\") DO UPDATE SET value_json = excluded.value_json)");
        }
    }

    private void AddValue(List<string> parts, List<object?> values, double? value)
    {
        if (value is { } v)
        {
            parts.Add($", v AS (INSERT INTO trial_values (trial_id, objective, value, value_type) SELECT h.trial_id, 0, CAST({Next(values, OptunaText.Column(v))} AS {words.Real}), '{OptunaText.Kind(v)}' FROM held h)");
        }
    }

    private static string Next(List<object?> values, object? value)
    {
        values.Add(value);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"@p{values.Count - 1}");
    }

    // several rows of one key in one statement are an error; the last one counts
    private static T[] Last<T, TKey>(IEnumerable<T> items, Func<T, TKey> key)
        where TKey : notnull
    {
        var rows = new Dictionary<TKey, T>();
        foreach (var item in items)
        {
            rows[key(item)] = item;
        }

        return [.. rows.Values];
    }

    private static TColumn[] Column<T, TColumn>(T[] rows, Func<T, TColumn> cell) => Array.ConvertAll(rows, r => cell(r));
}
