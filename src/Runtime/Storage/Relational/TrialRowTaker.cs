using System.Data.Common;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Storage.Relational;

/// <summary>
/// Takes rows of the reader's queries into the trials they belong to. It remembers distributions and names, which repeat
/// in every trial: one object for each saves most of the memory of a large study. Not for several threads at once.
/// </summary>
internal sealed class TrialRowTaker
{
    private readonly Dictionary<string, Distribution> _distributions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Takes a row of a query for trials alone.</summary>
    /// <param name="found">The trials so far, by identifier.</param>
    /// <param name="row">The row.</param>
    /// <returns>True, since a trial is always taken.</returns>
    public static bool TakeHead(Dictionary<long, TrialRows> found, DbDataReader row) =>
        TakeHead(found, row.GetInt64(0), row.GetInt32(1), (row.GetString(2), Text(row, 3), Text(row, 4)));

    /// <summary>Takes a row of a query for trials and parts together.</summary>
    /// <param name="found">The trials so far, by identifier.</param>
    /// <param name="row">The row.</param>
    /// <returns>False where it is a part of a trial that was not asked for.</returns>
    public bool TakeAny(Dictionary<long, TrialRows> found, DbDataReader row) => row.GetInt32(0) == TrialTexts.Head
        ? TakeHead(found, row.GetInt64(1), row.GetInt32(2), (row.GetString(4), Text(row, 5), Text(row, 6)))
        : TakePart(found, row);

    /// <summary>Takes a row of a query for parts.</summary>
    /// <param name="found">The trials so far, by identifier.</param>
    /// <param name="row">The row.</param>
    /// <returns>False where its trial was not asked for.</returns>
    public bool TakePart(Dictionary<long, TrialRows> found, DbDataReader row)
    {
        if (!found.TryGetValue(row.GetInt64(1), out var trial))
        {
            return false;
        }

        switch (row.GetInt32(0))
        {
            case TrialTexts.Parameter:
                trial.Parameters.Add(KeyValuePair.Create(Known(row.GetString(4)), new ParameterValue(DistributionOf(row.GetString(5)), row.GetDouble(3))));
                break;
            case TrialTexts.Report:
                trial.Reports.Add(Number(row));
                break;
            case TrialTexts.Value:
                trial.Values.Add(Number(row));
                break;
            case TrialTexts.User:
                trial.User.Add(Attribute(row));
                break;
            default:
                trial.System.Add(Attribute(row));
                break;
        }

        return true;
    }

    private static bool TakeHead(Dictionary<long, TrialRows> found, long id, int number, (string State, string? Start, string? End) rest)
    {
        found[id] = new TrialRows
        {
            Head = new FrozenTrial { Id = id, Number = number, State = OptunaText.State(rest.State), Start = OptunaText.Time(rest.Start), End = OptunaText.Time(rest.End) },
        };
        return true;
    }

    private static IntermediateValue Number(DbDataReader row) => new(row.GetInt32(2), OptunaText.Number(row.IsDBNull(3) ? null : row.GetDouble(3), row.GetString(4)));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private KeyValuePair<string, string> Attribute(DbDataReader row) => KeyValuePair.Create(Known(row.GetString(4)), Text(row, 5) ?? "null");

    private Distribution DistributionOf(string json)
    {
        if (!_distributions.TryGetValue(json, out var distribution))
        {
            _distributions[json] = distribution = DistributionJson.Read(json);
        }

        return distribution;
    }

    private string Known(string name)
    {
        if (_names.TryGetValue(name, out var known))
        {
            return known;
        }

        return _names[name] = name;
    }
}
