using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Plans.Yaml;

namespace HyperScaffold.Tool.Editing;

/// <summary>A list that a file writes with one item a line.</summary>
internal static class BlockList
{
    /// <summary>Replaces such a list; items that stay keep their lines with their comments, and new ones get lines like theirs.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="list">The list.</param>
    /// <param name="end">Where its last item ends.</param>
    /// <param name="yaml">The new value.</param>
    /// <param name="newLine">The file's line end.</param>
    /// <returns>The new text.</returns>
    public static string Replace(string text, YamlSequence list, int end, string yaml, string newLine)
    {
        if (ItemsOf(yaml) is not { Count: > 0 } wanted || list.Items.Any(i => i is not YamlScalar))
        {
            // a value must stand further in than its key, which a list with signs need not
            return text[..list.Start] + "  " + yaml + text[end..];
        }

        var starts = list.Items.Select(i => text.LastIndexOf('\n', i.Start) + 1).ToList();
        var after = text.IndexOf('\n', end) is var newline && newline < 0 ? text.Length : newline + 1;
        var lines = starts.Zip(starts.Skip(1).Append(after), (from, to) => text[from..to] is var chunk && chunk.EndsWith('\n') ? chunk : text[from..to] + newLine).ToList();
        var indent = text[starts[0]..list.Start];
        var kept = wanted.Select(w => list.Items.ToList().FindIndex(i => ((YamlScalar)i).Text == w.Text) is var at && at >= 0 ? lines[at] : $"{indent}- {w.Yaml}{newLine}");
        var written = string.Concat(kept);
        return text[..starts[0]] + (newline < 0 ? written[..^newLine.Length] : written) + text[after..];
    }

    private static List<(string Text, string Yaml)>? ItemsOf(string yaml)
    {
        var whole = "list: " + yaml;
        return YamlTree.Parse(whole, new PlanProblems())?.Find("list") is YamlSequence list && list.Items.All(i => i is YamlScalar)
            ? [.. list.Items.Cast<YamlScalar>().Select(i => (i.Text, whole[i.Start..i.End]))]
            : null;
    }
}
