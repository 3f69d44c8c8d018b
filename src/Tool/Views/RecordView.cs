using System.Collections;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Views;

/// <summary>Records that a command shows in the format that was asked for.</summary>
internal sealed record RecordView
{
    /// <summary>Gets the records with all that is known.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, object?>> Records { get; init; }

    /// <summary>Gets the members that a table and comma-separated values show, in order; dictionaries become a column a key.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Gets what a table shows instead of a row's own members: the records of the table, each with the same keys; null takes <see cref="Columns"/>.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>>? Rows { get; init; }

    /// <summary>Gets a value indicating whether JSON and YAML print the only record itself rather than a list.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Prints the records.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="format">How.</param>
    public void Print(Terminal terminal, RecordFormat format)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        object whole = IsSingle ? Records[0] : Records;
        switch (format)
        {
            case RecordFormat.Json:
                terminal.Out.WriteLine(RecordText.Json(whole));
                break;
            case RecordFormat.Yaml:
                terminal.Out.WriteLine(RecordText.Yaml(whole));
                break;
            case RecordFormat.Csv when terminal.IsInteractive:
                RecordCsv.Write(Records, Columns).TrimEnd().Split("\r\n").ToList().ForEach(terminal.Write);
                break;
            case RecordFormat.Csv:
                terminal.Out.Write(RecordCsv.Write(Records, Columns));
                break;
            default:
                PrintTable(terminal);
                break;
        }
    }

    private void PrintTable(Terminal terminal)
    {
        var rows = Rows ?? [.. Records.Select(r => Columns.ToDictionary(c => c, r.GetValueOrDefault, StringComparer.Ordinal))];
        var titles = rows.Count == 0 ? Columns : [.. rows[0].Keys];
        PlainTable.Print(terminal, titles, [.. rows.Select(r => r.Values.Select(Cell).ToList())]);
    }

    private static string Cell(object? value) => value switch
    {
        null => "-",
        string text => text,
        IReadOnlyDictionary<string, object?> members => PhaseText.Values(members),
        IEnumerable => PythonJson.Write(value),
        _ => PhaseText.Value(value),
    };
}
