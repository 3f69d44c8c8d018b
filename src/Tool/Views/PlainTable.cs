using System.Text;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Views;

/// <summary>Aligned columns without lines and escape sequences, so that what is piped reads the same; no cell is wrapped.</summary>
internal static class PlainTable
{
    private const int WidestOnTerminal = 48;

    /// <summary>Prints a table.</summary>
    /// <param name="terminal">Where to; only a real terminal gets long cells cut.</param>
    /// <param name="titles">The titles.</param>
    /// <param name="rows">The cells by row.</param>
    public static void Print(Terminal terminal, IReadOnlyList<string> titles, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(titles);
        ArgumentNullException.ThrowIfNull(rows);
        var lines = rows.Prepend(titles).Select(r => r.Select(c => Cut(Terminal.Clean(c), terminal.IsInteractive)).ToList()).ToList();
        var widths = titles.Select((_, i) => lines.Max(l => l[i].Length)).ToList();
        lines.Insert(1, [.. widths.Select(w => new string('-', w))]);
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(string.Join("  ", line.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd()).Append('\n');
        }

        terminal.Out.Write(text.ToString());
    }

    private static string Cut(string cell, bool isOn) => isOn && cell.Length > WidestOnTerminal ? cell[..(WidestOnTerminal - 3)] + "..." : cell;
}
