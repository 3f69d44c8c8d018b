using System.Collections.Immutable;
using System.Data.Common;
using HyperScaffold.Trials;

namespace HyperScaffold.Storage.Relational;

/// <summary>Reads and writes the rows of studies.</summary>
/// <param name="dialect">The dialect.</param>
internal sealed class StudyRows(Dialect dialect)
{
    private const string Select =
        "SELECT s.study_id, s.study_name, CAST(d.direction AS VARCHAR(8)) FROM studies s JOIN study_directions d ON d.study_id = s.study_id "
        + "WHERE (SELECT COUNT(*) FROM study_directions o WHERE o.study_id = s.study_id) = 1";

    private static readonly string[] TrialTables =
        ["trial_user_attributes", "trial_system_attributes", "trial_params", "trial_values", "trial_intermediate_values", "trial_heartbeats", "hyper_lease"];

    private static readonly string[] StudyTables =
        ["trials", "study_user_attributes", "study_system_attributes", "study_directions", "studies"];

    /// <summary>Writes a new study.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="name">Its name.</param>
    /// <param name="direction">Its direction.</param>
    /// <returns>The study.</returns>
    public StudyRecord Create(Session session, string name, StudyDirection direction)
    {
        var id = session.Number("INSERT INTO studies (study_name) VALUES (@p0) ON CONFLICT (study_name) DO NOTHING RETURNING study_id", name)
            ?? throw StorageErrors.StudyExists(name, dialect.DisplayUrl);
        session.Execute($"INSERT INTO study_directions (direction, study_id, objective) VALUES ('{OptunaText.Of(direction)}', @p0, 0)", id);
        var none = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);
        return new StudyRecord(id, name, direction, none, none);
    }

    /// <summary>Reads a study.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The study, or null.</returns>
    /// <exception cref="HyperException">The study has several objectives.</exception>
    public StudyRecord? Find(Session session, string name)
    {
        var found = session.Query(Select + " AND s.study_name = @p0", ReadStudy, name);
        if (found.Count > 0)
        {
            return WithAttributes(session, found[0]);
        }

        return session.Number("SELECT COUNT(*) FROM studies s JOIN study_directions d ON d.study_id = s.study_id WHERE s.study_name = @p0", name) is > 1 and var objectives
            ? throw new HyperException($"A study here has one objective, but '{name}' in {dialect.DisplayUrl} has {objectives}, which only Optuna works with. Choose another study; this one stays as it is.")
            : null;
    }

    /// <summary>Reads all studies.</summary>
    /// <param name="session">The transaction.</param>
    /// <returns>The studies by name.</returns>
    public static IReadOnlyList<StudyRecord> List(Session session) =>
        [.. session.Query(Select + " ORDER BY s.study_name", ReadStudy).Select(s => WithAttributes(session, s))];

    /// <summary>Deletes a study.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="studyId">The study.</param>
    /// <returns>True, always.</returns>
    public bool Delete(Session session, long studyId)
    {
        Require(session, studyId);
        foreach (var table in TrialTables)
        {
            session.Execute($"DELETE FROM {table} WHERE trial_id IN (SELECT trial_id FROM trials WHERE study_id = @p0)", studyId);
        }

        foreach (var table in StudyTables)
        {
            session.Execute($"DELETE FROM {table} WHERE study_id = @p0", studyId);
        }

        return true;
    }

    /// <summary>Sets or removes an attribute.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="studyId">The study.</param>
    /// <param name="key">The key.</param>
    /// <param name="json">JSON text, or null to remove it.</param>
    /// <param name="system">True for a system attribute.</param>
    /// <returns>True, always.</returns>
    public bool SetAttribute(Session session, long studyId, string key, string? json, bool system)
    {
        Require(session, studyId);
        var table = system ? "study_system_attributes" : "study_user_attributes";
        if (json is null)
        {
            session.Execute($"DELETE FROM {table} WHERE study_id = @p0 AND \"key\" = @p1", studyId, key);
        }
        else
        {
            session.Execute($"INSERT INTO {table} (study_id, \"key\", value_json) VALUES (@p0, @p1, @p2) ON CONFLICT (study_id, \"key\") DO UPDATE SET value_json = excluded.value_json", studyId, key, json);
        }

        return true;
    }

    /// <summary>Refuses an unknown study.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="studyId">The study.</param>
    public void Require(Session session, long studyId)
    {
        if (session.Number("SELECT study_id FROM studies WHERE study_id = @p0", studyId) is null)
        {
            throw StorageErrors.NoStudy(studyId.ToString(System.Globalization.CultureInfo.InvariantCulture), dialect.DisplayUrl);
        }
    }

    private static StudyRecord ReadStudy(DbDataReader row)
    {
        var none = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);
        var direction = row.GetString(2) == "MAXIMIZE" ? StudyDirection.Maximize : StudyDirection.Minimize;
        return new StudyRecord(row.GetInt64(0), row.GetString(1), direction, none, none);
    }

    private static StudyRecord WithAttributes(Session session, StudyRecord study) => study with
    {
        UserAttributes = Attributes(session, "study_user_attributes", study.Id),
        SystemAttributes = Attributes(session, "study_system_attributes", study.Id),
    };

    private static ImmutableDictionary<string, string> Attributes(Session session, string table, long studyId) =>
        session.Query($"SELECT \"key\", value_json FROM {table} WHERE study_id = @p0", r => KeyValuePair.Create(r.GetString(0), r.IsDBNull(1) ? "null" : r.GetString(1)), studyId)
            .ToImmutableDictionary(StringComparer.Ordinal);
}
