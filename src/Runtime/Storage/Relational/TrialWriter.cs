using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Storage.Relational;

/// <summary>Writes trials and what happens to them.</summary>
/// <param name="dialect">The dialect.</param>
/// <param name="time">The clock for time stamps.</param>
internal sealed class TrialWriter(Dialect dialect, TimeProvider time)
{
    private const string LastNumber = "SELECT number FROM trials WHERE study_id = @p0 ORDER BY trial_id DESC LIMIT 1";

    private static readonly string[] Emptied = ["trial_params", "trial_intermediate_values", "trial_system_attributes", "trial_user_attributes"];

    private object? Now => dialect.Time(time.GetUtcNow().UtcDateTime);

    /// <summary>Writes a new trial with the next number.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="studyId">The study.</param>
    /// <param name="trial">The trial.</param>
    /// <returns>Its identifier and number, and a number for a lease.</returns>
    public (long Id, int Number, long Token) Insert(Session session, long studyId, NewTrial trial)
    {
        dialect.LockStudy(session, studyId);
        dialect.ReserveToken(session);
        var finished = trial.State is not (TrialState.Waiting or TrialState.Running);
        var start = trial.State == TrialState.Waiting ? null : dialect.Time(trial.Start) ?? Now;
        var added = session.Query(
            $"INSERT INTO trials (number, study_id, state, datetime_start, datetime_complete) VALUES (COALESCE(({LastNumber}), -1) + 1, @p0, '{OptunaText.Of(trial.State)}', {TimeParameter("@p1")}, {TimeParameter("@p2")}) RETURNING trial_id, number, {dialect.Token}",
            r => (Id: r.GetInt64(0), Number: r.GetInt32(1), Token: r.GetInt64(2)),
            studyId,
            start,
            finished ? dialect.Time(trial.End) ?? Now : null)[0];
        WriteParameters(session, added.Id, trial.Parameters);
        WriteReports(session, added.Id, trial.IntermediateValues);
        WriteAttributes(session, "trial_user_attributes", added.Id, trial.UserAttributes);
        WriteAttributes(session, "trial_system_attributes", added.Id, trial.SystemAttributes);
        WriteValue(session, added.Id, trial.Value);
        return added;
    }

    /// <summary>The number that the next trial gets.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="studyId">The study.</param>
    /// <returns>The number, from 0.</returns>
    public static int NextNumber(Session session, long studyId) =>
        (int)(session.Number(LastNumber, studyId) ?? -1) + 1;

    /// <summary>Appends facts to a running trial.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="trialId">The trial.</param>
    /// <param name="facts">The facts, in order.</param>
    public void Append(Session session, long trialId, IReadOnlyList<TrialFact> facts)
    {
        WriteParameters(session, trialId, facts.OfType<TrialFact.ParameterSet>().Select(p => KeyValuePair.Create(p.Name, p.Value)));
        WriteReports(session, trialId, facts.OfType<TrialFact.Reported>().Select(r => r.Report));
        WriteAttributes(session, "trial_user_attributes", trialId, facts.OfType<TrialFact.UserAttributeSet>().Select(a => KeyValuePair.Create(a.Key, a.Json)));
        WriteAttributes(session, "trial_system_attributes", trialId, facts.OfType<TrialFact.SystemAttributeSet>().Select(a => KeyValuePair.Create(a.Key, a.Json)));
        if (facts.OfType<TrialFact.Ended>().FirstOrDefault() is { } end)
        {
            End(session, trialId, end);
        }
    }

    /// <summary>Lets a running trial wait again.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="waiting">The trial as it will be.</param>
    public static void HandBack(Session session, FrozenTrial waiting)
    {
        foreach (var table in Emptied)
        {
            session.Later($"DELETE FROM {table} WHERE trial_id = @p0", waiting.Id);
        }

        WriteAttributes(session, "trial_user_attributes", waiting.Id, waiting.UserAttributes);
        WriteAttributes(session, "trial_system_attributes", waiting.Id, waiting.SystemAttributes);
        session.Later("UPDATE trials SET state = 'WAITING', datetime_start = NULL WHERE trial_id = @p0", waiting.Id);
    }

    /// <summary>Starts a waiting trial.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="studyId">The study.</param>
    /// <returns>The trial's identifier and a number for a lease, or null where none waits.</returns>
    public (long Id, long Token)? Start(Session session, long studyId)
    {
        dialect.ReserveToken(session);
        var started = session.Query(
            $"UPDATE trials SET state = 'RUNNING', datetime_start = {TimeParameter("@p1")} WHERE trial_id = (SELECT trial_id FROM trials WHERE study_id = @p0 AND state = 'WAITING' ORDER BY trial_id LIMIT 1 {dialect.SkipLocked}) AND state = 'WAITING' RETURNING trial_id, {dialect.Token}",
            r => (r.GetInt64(0), r.GetInt64(1)),
            studyId,
            Now);
        return started.Count == 0 ? null : started[0];
    }

    private static void WriteAttributes(Session session, string table, long trialId, IEnumerable<KeyValuePair<string, string>> attributes) => session.Insert(
        $"INSERT INTO {table} (trial_id, \"key\", value_json) VALUES",
        "({0}, {1}, {2})",
        "ON CONFLICT (trial_id, \"key\") DO UPDATE SET value_json = excluded.value_json",
        Last(attributes, a => a.Key, a => [trialId, a.Key, a.Value]));

    private static void WriteParameters(Session session, long trialId, IEnumerable<KeyValuePair<string, ParameterValue>> parameters) => session.Insert(
        "INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json) VALUES",
        "({0}, {1}, {2}, {3})",
        "ON CONFLICT (trial_id, param_name) DO UPDATE SET param_value = excluded.param_value, distribution_json = excluded.distribution_json",
        Last(parameters, p => p.Key, p => [trialId, p.Key, p.Value.Internal, DistributionJson.Write(p.Value.Distribution)]));

    // several rows of one key in one statement are an error in PostgreSQL; the last one counts
    private static List<object?[]> Last<T, TKey>(IEnumerable<T> items, Func<T, TKey> key, Func<T, object?[]> row)
        where TKey : notnull
    {
        var rows = new Dictionary<TKey, object?[]>();
        foreach (var item in items)
        {
            rows[key(item)] = row(item);
        }

        return [.. rows.Values];
    }

    private void WriteReports(Session session, long trialId, IEnumerable<IntermediateValue> reports) => session.Insert(
        "INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type) VALUES",
        $"({{0}}, {{1}}, {RealParameter("{2}")}, {dialect.Words.Cast("{3}", dialect.Words.IntermediateType)})",
        "ON CONFLICT (trial_id, step) DO UPDATE SET intermediate_value = excluded.intermediate_value, intermediate_value_type = excluded.intermediate_value_type",
        Last(reports, r => r.Step, r => [trialId, r.Step, OptunaText.Column(r.Value), OptunaText.Kind(r.Value)]));

    private void WriteValue(Session session, long trialId, double? value)
    {
        if (value is { } v)
        {
            session.Later(
                $"INSERT INTO trial_values (trial_id, objective, value, value_type) VALUES (@p0, 0, {RealParameter("@p1")}, '{OptunaText.Kind(v)}')",
                trialId,
                OptunaText.Column(v));
        }
    }

    private void End(Session session, long trialId, TrialFact.Ended end)
    {
        StorageErrors.CheckEnd(end.State, end.Value);
        WriteValue(session, trialId, end.Value);
        session.Later($"UPDATE trials SET state = '{OptunaText.Of(end.State)}', datetime_complete = {TimeParameter("@p1")} WHERE trial_id = @p0", trialId, Now);
    }

    // a null parameter has no type of its own, and PostgreSQL asks for one
    private string RealParameter(string parameter) => dialect.Words.Cast(parameter, dialect.Words.Real);

    private string TimeParameter(string parameter) => dialect.Words.Cast(parameter, dialect.Words.Time);
}
