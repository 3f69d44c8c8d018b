namespace HyperScaffold.Tool.Views;

/// <summary>What a rule said of a phase.</summary>
/// <param name="Code">The code.</param>
/// <param name="Level">error, warning or note.</param>
/// <param name="Text">The text.</param>
internal sealed record StatusFinding(string Code, string Level, string Text)
{
    /// <summary>Reads the line that a decision keeps: <c>HS201 warning: ...</c>.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The finding.</returns>
    public static StatusFinding Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var head = (colon < 0 ? line : line[..colon]).Split(' ');
        return new StatusFinding(head[0], head.Length > 1 ? head[1] : "note", colon < 0 ? string.Empty : line[(colon + 2)..]);
    }
}
