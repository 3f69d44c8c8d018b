using HyperScaffold.Storage;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Views;

/// <summary>What ask and tell answer: one record, as JSON on one line, so that a shell reads it into a variable.</summary>
internal static class AskedView
{
    /// <summary>Prints a record.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="format">How.</param>
    /// <param name="record">The record.</param>
    public static void Print(Terminal terminal, RecordFormat format, IReadOnlyDictionary<string, object?> record)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(record);
        if (format == RecordFormat.Json)
        {
            terminal.Out.WriteLine(PythonJson.Write(record));
        }
        else
        {
            new RecordView { Records = [record], Columns = [.. record.Keys], IsSingle = true }.Print(terminal, format);
        }
    }
}
