using HyperScaffold.Spaces;

namespace HyperScaffold.Storage.Relational;

/// <summary>
/// Brings the tables of Optuna 0.9 to 3.0 in a SQLite file to the present form: it makes the present tables and fills
/// them from the old ones, going by the columns that it finds. What each release changed: Optuna 3.1.0,
/// storages/_rdb/alembic/versions.
/// </summary>
/// <param name="session">A writing transaction.</param>
internal sealed class OldSchema(Session session)
{
    private const string Old = "hyper_old_";
    private const string NumberKey = "_number";

    // where a database could not hold infinities, the largest single-precision number stood for them
    private const string IsPositive = "(x.value > 1.7976931348623157e308 OR ABS(x.value - 3.4028234663852886e38) < 3.4e33)";
    private const string IsNegative = "(x.value < -1.7976931348623157e308 OR ABS(x.value + 3.4028234663852886e38) < 3.4e33)";
    private static readonly string[] Tables =
    [
        "studies", "study_directions", "study_user_attributes", "study_system_attributes", "trials", "trial_user_attributes",
        "trial_system_attributes", "trial_params", "trial_values", "trial_intermediate_values", "trial_heartbeats",
    ];

    /// <summary>Converts all tables but those that name the version.</summary>
    /// <param name="words">The engine's words.</param>
    /// <exception cref="HyperException">A trial has no value though it is complete, or a distribution is unknown.</exception>
    public void Convert(SchemaWords words)
    {
        foreach (var index in session.Query($"SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('{string.Join("', '", Tables)}')", r => r.GetString(0)))
        {
            session.Execute($"DROP INDEX \"{index.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }

        foreach (var table in Tables.Where(Has))
        {
            session.Execute($"ALTER TABLE {table} RENAME TO {Old}{table}");
        }

        foreach (var statement in SchemaTables.Statements(words).Where(s => !IsOfVersion(s)))
        {
            session.Execute(statement);
        }

        Fill();
        RequireValues();
        foreach (var table in Tables.Where(t => Has(Old + t)))
        {
            session.Execute($"DROP TABLE {Old}{table}");
        }
    }

    private static bool IsOfVersion(string statement) =>
        statement.Contains("version_info", StringComparison.Ordinal) || statement.Contains("alembic_version", StringComparison.Ordinal);

    private void Fill()
    {
        Copy("studies", "study_id, study_name");
        Copy("study_user_attributes", "study_user_attribute_id, study_id, \"key\", value_json");
        Copy("study_system_attributes", "study_system_attribute_id, study_id, \"key\", value_json");
        Copy("trial_user_attributes", "trial_user_attribute_id, trial_id, \"key\", value_json");
        Copy("trial_params", "param_id, trial_id, param_name, param_value, distribution_json");
        if (Has(Old + "study_directions"))
        {
            Copy("study_directions", "study_direction_id, direction, study_id, objective");
        }
        else
        {
            session.Execute($"INSERT INTO study_directions (direction, study_id, objective) SELECT direction, study_id, 0 FROM {Old}studies ORDER BY study_id");
        }

        if (Has(Old + "trial_heartbeats"))
        {
            Copy("trial_heartbeats", "trial_heartbeat_id, trial_id, heartbeat");
        }

        FillTrials();
        FillValues();
        FillReports();
        RewriteDistributions();
    }

    // before Optuna 1.3 a trial's number was an attribute
    private void FillTrials()
    {
        var number = HasColumn("trials", "number")
            ? "x.number"
            : $"(SELECT CAST(a.value_json AS INTEGER) FROM {Old}trial_system_attributes a WHERE a.trial_id = x.trial_id AND a.\"key\" = '{NumberKey}')";
        var earlier = $"(SELECT COUNT(*) FROM {Old}trials e WHERE e.study_id = x.study_id AND e.trial_id < x.trial_id)";
        session.Execute(
            "INSERT INTO trials (trial_id, number, study_id, state, datetime_start, datetime_complete) "
            + $"SELECT x.trial_id, COALESCE({number}, {earlier}), x.study_id, x.state, x.datetime_start, x.datetime_complete FROM {Old}trials x ORDER BY x.trial_id");
        session.Execute(
            "INSERT INTO trial_system_attributes (trial_system_attribute_id, trial_id, \"key\", value_json) "
            + $"SELECT trial_system_attribute_id, trial_id, \"key\", value_json FROM {Old}trial_system_attributes WHERE \"key\" <> '{NumberKey}'");
    }

    // before Optuna 2.4 the only value of a trial was a column of it, and trial_values held its reports
    private void FillValues()
    {
        if (HasColumn("trial_values", "value_type"))
        {
            Copy("trial_values", "trial_value_id, trial_id, objective, value, value_type");
            return;
        }

        var source = HasColumn("trial_values", "objective")
            ? $"SELECT trial_id, objective, value FROM {Old}trial_values"
            : $"SELECT trial_id, 0 AS objective, value FROM {Old}trials";
        session.Execute(
            "INSERT INTO trial_values (trial_id, objective, value, value_type) "
            + $"SELECT x.trial_id, x.objective, CASE WHEN {IsPositive} OR {IsNegative} THEN NULL ELSE x.value END, CASE WHEN {IsPositive} THEN 'INF_POS' WHEN {IsNegative} THEN 'INF_NEG' ELSE 'FINITE' END "
            + $"FROM ({source}) x WHERE x.value IS NOT NULL ORDER BY x.trial_id, x.objective");
    }

    private void FillReports()
    {
        if (HasColumn("trial_intermediate_values", "intermediate_value_type"))
        {
            Copy("trial_intermediate_values", "trial_intermediate_value_id, trial_id, step, intermediate_value, intermediate_value_type");
            return;
        }

        var source = HasColumn("trial_values", "step")
            ? $"SELECT trial_id, step, value FROM {Old}trial_values"
            : $"SELECT trial_id, step, intermediate_value AS value FROM {Old}trial_intermediate_values";
        session.Execute(
            "INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type) "
            + $"SELECT x.trial_id, x.step, CASE WHEN {IsPositive} OR {IsNegative} THEN NULL ELSE x.value END, CASE WHEN x.value IS NULL THEN 'NAN' WHEN {IsPositive} THEN 'INF_POS' WHEN {IsNegative} THEN 'INF_NEG' ELSE 'FINITE' END "
            + $"FROM ({source}) x ORDER BY x.trial_id, x.step");
    }

    // before Optuna 3.0 there were five distributions of numbers; what is already of the present kind keeps its text
    private void RewriteDistributions()
    {
        foreach (var json in session.Query("SELECT DISTINCT distribution_json FROM trial_params", r => r.GetString(0)))
        {
            var present = json.Contains("Uniform", StringComparison.Ordinal) ? DistributionJson.Write(DistributionJson.Read(json)) : json;
            if (present != json)
            {
                session.Execute("UPDATE trial_params SET distribution_json = @p0 WHERE distribution_json = @p1", present, json);
            }
        }
    }

    private void RequireValues()
    {
        var without = session.Number("SELECT t.trial_id FROM trials t WHERE t.state = 'COMPLETE' AND NOT EXISTS (SELECT 1 FROM trial_values v WHERE v.trial_id = t.trial_id) LIMIT 1");
        if (without is not null)
        {
            throw new HyperException($"A complete trial must have a value, but the one with trial_id {without} has none, so the file is left as it was. Delete that study, or set the trial's state to FAIL, and upgrade again.");
        }
    }

    private void Copy(string table, string columns) => session.Execute($"INSERT INTO {table} ({columns}) SELECT {columns} FROM {Old}{table}");

    private bool Has(string table) => session.Number("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @p0", table) > 0;

    private bool HasColumn(string table, string column) => session.Number("SELECT COUNT(*) FROM pragma_table_info(@p0) WHERE name = @p1", Old + table, column) > 0;
}
