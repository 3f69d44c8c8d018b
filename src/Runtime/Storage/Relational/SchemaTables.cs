namespace HyperScaffold.Storage.Relational;

/// <summary>The statements that make Optuna's tables.</summary>
internal static class SchemaTables
{
    private const string Study = "FOREIGN KEY(study_id) REFERENCES studies (study_id)";
    private const string Trial = "FOREIGN KEY(trial_id) REFERENCES trials (trial_id)";

    /// <summary>The statements, in order.</summary>
    /// <param name="w">The engine's words.</param>
    /// <returns>One statement each.</returns>
    public static IEnumerable<string> Statements(SchemaWords w) =>
    [
        .. Enums(w),
        $"CREATE TABLE studies (study_id {w.Id} NOT NULL, study_name VARCHAR(512) NOT NULL, PRIMARY KEY (study_id))",
        "CREATE UNIQUE INDEX ix_studies_study_name ON studies (study_name)",
        $"CREATE TABLE version_info (version_info_id {w.Id} NOT NULL, schema_version INTEGER, library_version VARCHAR(256), PRIMARY KEY (version_info_id), CHECK (version_info_id=1))",
        $"CREATE TABLE study_directions (study_direction_id {w.Id} NOT NULL, direction {w.Direction} NOT NULL, study_id INTEGER NOT NULL, objective INTEGER NOT NULL, PRIMARY KEY (study_direction_id), UNIQUE (study_id, objective), {Study})",
        Attributes(w, "study_user", "study_id", Study),
        Attributes(w, "study_system", "study_id", Study),
        $"CREATE TABLE trials (trial_id {w.Id} NOT NULL, number INTEGER, study_id INTEGER, state {w.State} NOT NULL, datetime_start {w.Time}, datetime_complete {w.Time}, PRIMARY KEY (trial_id), {Study})",
        "CREATE INDEX ix_trials_study_id ON trials (study_id)",
        Attributes(w, "trial_user", "trial_id", Trial),
        Attributes(w, "trial_system", "trial_id", Trial),
        $"CREATE TABLE trial_params (param_id {w.Id} NOT NULL, trial_id INTEGER, param_name VARCHAR(512), param_value {w.Real}, distribution_json TEXT, PRIMARY KEY (param_id), UNIQUE (trial_id, param_name), {Trial})",
        $"CREATE TABLE trial_values (trial_value_id {w.Id} NOT NULL, trial_id INTEGER NOT NULL, objective INTEGER NOT NULL, value {w.Real}, value_type {w.ValueType} NOT NULL, PRIMARY KEY (trial_value_id), UNIQUE (trial_id, objective), {Trial})",
        $"CREATE TABLE trial_intermediate_values (trial_intermediate_value_id {w.Id} NOT NULL, trial_id INTEGER NOT NULL, step INTEGER NOT NULL, intermediate_value {w.Real}, intermediate_value_type {w.IntermediateType} NOT NULL, PRIMARY KEY (trial_intermediate_value_id), UNIQUE (trial_id, step), {Trial})",
        $"CREATE TABLE trial_heartbeats (trial_heartbeat_id {w.Id} NOT NULL, trial_id INTEGER NOT NULL, heartbeat {w.Time} NOT NULL, PRIMARY KEY (trial_heartbeat_id), UNIQUE (trial_id), {Trial})",
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))",
    ];

    private static string Attributes(SchemaWords w, string of, string owner, string reference) =>
        $"CREATE TABLE {of}_attributes ({of}_attribute_id {w.Id} NOT NULL, {owner} INTEGER, \"key\" VARCHAR(512), value_json TEXT, PRIMARY KEY ({of}_attribute_id), UNIQUE ({owner}, \"key\"), {reference})";

    private static IEnumerable<string> Enums(SchemaWords w) => !w.CastsEnums ? [] :
    [
        $"CREATE TYPE {w.Direction} AS ENUM ('NOT_SET', 'MINIMIZE', 'MAXIMIZE')",
        $"CREATE TYPE {w.State} AS ENUM ('RUNNING', 'COMPLETE', 'PRUNED', 'FAIL', 'WAITING')",
        $"CREATE TYPE {w.ValueType} AS ENUM ('FINITE', 'INF_POS', 'INF_NEG')",
        $"CREATE TYPE {w.IntermediateType} AS ENUM ('FINITE', 'INF_POS', 'INF_NEG', 'NAN')",
    ];
}
