using System.Data.Common;
using System.Globalization;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Storage.Relational;

/// <summary>Reads trials with all that belongs to them.</summary>
/// <param name="dialect">The dialect.</param>
internal sealed class TrialReader(Dialect dialect)
{
    private const int IdsAtOnce = 400;
    private readonly Dictionary<string, Distribution> _distributions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Reads what changed since a cursor.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="studyId">The study.</param>
    /// <param name="cursor">The cursor.</param>
    /// <returns>The changes.</returns>
    public StudyChanges Since(Session session, long studyId, StudyCursor cursor)
    {
        lock (_gate)
        {
            var changed = Where(session, "t.study_id = @p0 AND t.trial_id >= @p1", studyId, cursor.NextId);
            foreach (var ids in cursor.Unfinished.Chunk(IdsAtOnce))
            {
                changed.AddRange(Where(session, $"t.trial_id IN ({string.Join(',', ids.Select(i => i.ToString(CultureInfo.InvariantCulture)))})"));
            }

            changed.Sort((left, right) => left.Number.CompareTo(right.Number));
            return new StudyChanges(changed, StorageErrors.Next(cursor, changed));
        }
    }

    /// <summary>Reads one trial.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="trialId">The trial.</param>
    /// <returns>The trial.</returns>
    public FrozenTrial One(Session session, long trialId)
    {
        lock (_gate)
        {
            return Where(session, "t.trial_id = @p0", trialId)[0];
        }
    }

    private List<FrozenTrial> Where(Session session, string filter, params ReadOnlySpan<object?> values)
    {
        var heads = session.Query(
            $"SELECT t.trial_id, t.number, CAST(t.state AS VARCHAR(8)), t.datetime_start, t.datetime_complete FROM trials t WHERE {filter} AND t.number IS NOT NULL ORDER BY t.trial_id",
            ReadHead,
            values);
        if (heads.Count == 0)
        {
            return heads;
        }

        var parts = new TrialParts(
            Gather(session, "trial_params", "x.param_name, x.param_value, x.distribution_json", filter, ReadParameter, values),
            Gather(session, "trial_intermediate_values", "x.step, x.intermediate_value, CAST(x.intermediate_value_type AS VARCHAR(8))", filter, ReadReport, values),
            Gather(session, "trial_values", "x.objective, x.value, CAST(x.value_type AS VARCHAR(8))", filter, ReadReport, values),
            Gather(session, "trial_user_attributes", "x.\"key\", x.value_json", filter, ReadAttribute, values),
            Gather(session, "trial_system_attributes", "x.\"key\", x.value_json", filter, ReadAttribute, values));
        return heads.ConvertAll(parts.Complete);
    }

    private static Dictionary<long, List<T>> Gather<T>(Session session, string table, string columns, string filter, Func<DbDataReader, T> read, ReadOnlySpan<object?> values)
    {
        var found = new Dictionary<long, List<T>>();
        session.Query($"SELECT x.trial_id, {columns} FROM trials t JOIN {table} x ON x.trial_id = t.trial_id WHERE {filter}", Add, values);
        return found;

        bool Add(DbDataReader row)
        {
            var id = row.GetInt64(0);
            if (!found.TryGetValue(id, out var list))
            {
                found[id] = list = [];
            }

            list.Add(read(row));
            return true;
        }
    }

    private FrozenTrial ReadHead(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Number = row.GetInt32(1),
        State = OptunaText.State(row.GetString(2)),
        Start = dialect.Time(row, 3),
        End = dialect.Time(row, 4),
    };

    private KeyValuePair<string, ParameterValue> ReadParameter(DbDataReader row)
    {
        var json = row.GetString(3);
        if (!_distributions.TryGetValue(json, out var distribution))
        {
            _distributions[json] = distribution = DistributionJson.Read(json);
        }

        return KeyValuePair.Create(Known(row.GetString(1)), new ParameterValue(distribution, row.GetDouble(2)));
    }

    private KeyValuePair<string, string> ReadAttribute(DbDataReader row) =>
        KeyValuePair.Create(Known(row.GetString(1)), row.IsDBNull(2) ? "null" : row.GetString(2));

    private static IntermediateValue ReadReport(DbDataReader row) =>
        new(row.GetInt32(1), OptunaText.Number(row.IsDBNull(2) ? null : row.GetDouble(2), row.GetString(3)));

    // names repeat in every trial; one object for each saves most of the memory of a large study
    private string Known(string name)
    {
        if (_names.TryGetValue(name, out var known))
        {
            return known;
        }

        return _names[name] = name;
    }
}
