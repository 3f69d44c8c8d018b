using System.Text;
using HyperScaffold.Storage;

namespace HyperScaffold.Tool.Views;

/// <summary>Writes records as comma-separated values by RFC 4180: a line of names, then a line a record, each ended by CR LF.</summary>
internal static class RecordCsv
{
    /// <summary>Writes records; a dictionary in a record becomes a column for each of its keys, as in Optuna's data frame.</summary>
    /// <param name="records">The records; what one lacks stays empty.</param>
    /// <param name="columns">The members to write, in order.</param>
    /// <returns>The text.</returns>
    public static string Write(IReadOnlyList<IReadOnlyDictionary<string, object?>> records, IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(columns);
        var fields = columns.SelectMany(c => Fields(records, c)).ToList();
        var text = new StringBuilder();
        Line(text, fields.Select(f => f.Key is null ? f.Column : $"{f.Column}_{f.Key}"));
        foreach (var record in records)
        {
            Line(text, fields.Select(f => Cell(f.Key is null ? record.GetValueOrDefault(f.Column) : Members(record, f.Column).GetValueOrDefault(f.Key))));
        }

        return text.ToString();
    }

    private static IEnumerable<(string Column, string? Key)> Fields(IReadOnlyList<IReadOnlyDictionary<string, object?>> records, string column)
    {
        var isNested = records.Any(r => r.GetValueOrDefault(column) is IReadOnlyDictionary<string, object?>);
        return isNested
            ? records.SelectMany(r => Members(r, column).Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(k => (column, (string?)k))
            : [(column, null)];
    }

    private static IReadOnlyDictionary<string, object?> Members(IReadOnlyDictionary<string, object?> record, string column) =>
        record.GetValueOrDefault(column) as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>(0, StringComparer.Ordinal);

    private static string Cell(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        _ => PythonJson.Write(value),
    };

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
