namespace HyperScaffold.Storage.Relational;

/// <summary>The texts of queries for trials with their parts: each row begins with its kind and its trial.</summary>
internal static class TrialTexts
{
    /// <summary>A trial's own row.</summary>
    public const int Head = 0;

    /// <summary>A parameter.</summary>
    public const int Parameter = 1;

    /// <summary>A reported value.</summary>
    public const int Report = 2;

    /// <summary>An objective value.</summary>
    public const int Value = 3;

    /// <summary>A user attribute.</summary>
    public const int User = 4;

    /// <summary>How many new trials <see cref="Together"/> reads at most.</summary>
    public const int MostTogether = 1000;

    /// <summary>The condition on trials of a study from an identifier on.</summary>
    public const string InStudy = "t.study_id = @p0 AND t.trial_id >= @p1";

    private const int System = 5;

    /// <summary>The parts of some trials.</summary>
    /// <param name="filter">Which trials: joins and conditions on x.</param>
    /// <returns>The query.</returns>
    public static string Parts(string filter)
    {
        const string NoText = "CAST(NULL AS VARCHAR(8))";
        const string NoValue = "CAST(NULL AS FLOAT)";
        string Part(int kind, string table, string columns) => $"SELECT {kind}, x.trial_id, {columns} FROM {table} x {filter}";
        return string.Join(
            " UNION ALL ",
            Part(Parameter, "trial_params", "0, x.param_value, x.param_name, x.distribution_json"),
            Part(Report, "trial_intermediate_values", $"x.step, x.intermediate_value, CAST(x.intermediate_value_type AS VARCHAR(8)), {NoText}"),
            Part(Value, "trial_values", $"x.objective, x.value, CAST(x.value_type AS VARCHAR(8)), {NoText}"),
            Part(User, "trial_user_attributes", $"0, {NoValue}, x.\"key\", x.value_json"),
            Part(System, "trial_system_attributes", $"0, {NoValue}, x.\"key\", x.value_json"));
    }

    /// <summary>The trials of a study from an identifier on, and some before it, with their parts: study, identifier, others.</summary>
    /// <param name="dialect">The dialect.</param>
    /// <returns>The query.</returns>
    // the order and the limit are for the planner: it cannot know that few trials are new, and goes by the index then
    public static string Together(Dialect dialect)
    {
        const string NoText = "CAST(NULL AS TEXT)";
        const string NoValue = "CAST(NULL AS DOUBLE PRECISION)";
        const string Columns = "SELECT t.trial_id, t.number, t.state, t.datetime_start, t.datetime_complete FROM trials t WHERE t.number IS NOT NULL AND ";
        string Part(int kind, string table, string columns) => $" UNION ALL SELECT {kind}, x.trial_id, {columns}, {NoText} FROM {table} x WHERE x.trial_id = ANY (ARRAY (SELECT trial_id FROM s))";
        return $"WITH s AS MATERIALIZED (({Columns}{InStudy} ORDER BY t.trial_id LIMIT {MostTogether}) UNION ALL {Columns}t.trial_id = ANY (@p2)) "
            + $"SELECT {Head}, s.trial_id, s.number, {NoValue}, CAST(s.state AS TEXT), {dialect.TimeText("s.datetime_start")}, {dialect.TimeText("s.datetime_complete")} FROM s"
            + Part(Parameter, "trial_params", "0, x.param_value, x.param_name, x.distribution_json")
            + Part(Report, "trial_intermediate_values", $"x.step, x.intermediate_value, CAST(x.intermediate_value_type AS TEXT), {NoText}")
            + Part(Value, "trial_values", $"x.objective, x.value, CAST(x.value_type AS TEXT), {NoText}")
            + Part(User, "trial_user_attributes", $"0, {NoValue}, x.\"key\", x.value_json")
            + Part(System, "trial_system_attributes", $"0, {NoValue}, x.\"key\", x.value_json");
    }
}
