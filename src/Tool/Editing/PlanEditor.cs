using System.Globalization;
using System.Text;
using HyperScaffold.Guidance;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Plans.Yaml;

namespace HyperScaffold.Tool.Editing;

/// <summary>Applies an edit to the text of <c>hyper.yaml</c>; comments and layout around it stay as they are.</summary>
internal static class PlanEditor
{
    /// <summary>Applies an edit and those that belong to it.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="edit">The edit.</param>
    /// <returns>The new text.</returns>
    public static string Apply(string text, PlanEdit edit)
    {
        for (var current = edit; current is not null; current = current.Then)
        {
            text = ApplyOne(text, Segments(current.Path), current.Yaml);
        }

        return text;
    }

    /// <summary>Writes an edited file; a byte order mark that the old one begins with stays.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The new text.</param>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; the old file stays.</exception>
    public static void Save(string path, string text)
    {
        bool hasMark;
        using (var old = File.OpenRead(path))
        {
            var first = new byte[3];
            hasMark = old.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) == first.Length && first.AsSpan().SequenceEqual(Encoding.UTF8.Preamble);
        }

        AtomicFile.Write(path, hasMark ? '\uFEFF' + text : text);
    }

    private static List<string> Segments(string path) => [.. path.Replace("[", ".[", StringComparison.Ordinal).Split('.')];

    private static string ApplyOne(string text, List<string> path, string? yaml)
    {
        var root = YamlTree.Parse(text, new PlanProblems()) ?? throw new InvalidOperationException("Only a plan that can be read can be edited.");
        YamlNode node = root;
        for (var i = 0; i < path.Count; i++)
        {
            if (Child(node, path[i]) is { } child)
            {
                (node, var parent) = (child, node);
                if (i == path.Count - 1)
                {
                    return yaml is null ? Remove(text, (YamlMapping)parent, path[i]) : Replace(text, node, yaml);
                }

                continue;
            }

            return yaml is null ? text
                : node is YamlSequence list ? Append(text, list, Nested(path[(i + 1)..], yaml))
                : Add(text, (YamlMapping)node, path[i], Nested(path[(i + 1)..], yaml));
        }

        return text;
    }

    private static YamlNode? Child(YamlNode node, string segment) => node switch
    {
        YamlMapping mapping => mapping.Find(segment),
        YamlSequence list when segment.StartsWith('[') => list.Items.ElementAtOrDefault(int.Parse(segment.Trim('[', ']'), CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static string Nested(IEnumerable<string> keys, string yaml) => keys.Reverse().Aggregate(yaml, (inner, key) => $"{{ {key}: {inner} }}");

    private static string Replace(string text, YamlNode node, string yaml) => node is YamlSequence { IsFlow: false } list
        ? BlockList.Replace(text, list, End(list), yaml, NewLine(text))
        : text[..node.Start] + yaml + text[End(node)..];

    private static string Add(string text, YamlMapping map, string key, string yaml)
    {
        if (map.IsFlow)
        {
            if (map.Entries.IsEmpty)
            {
                return text[..map.Start] + $"{{ {key}: {yaml} }}" + text[map.End..];
            }

            var last = End(map.Entries[^1].Value);
            return text[..last] + $", {key}: {yaml}" + text[last..];
        }

        var end = End(map.Entries[^1].Value);
        var line = text.IndexOf('\n', end) is var newline && newline < 0 ? text.Length : newline;
        return text[..Before(text, line)] + NewLine(text) + new string(' ', map.Entries[0].Key.Place.Column - 1) + $"{key}: {yaml}" + text[Before(text, line)..];
    }

    private static string Append(string text, YamlSequence list, string yaml)
    {
        if (list.Items.IsEmpty)
        {
            return text[..list.Start] + $"[{yaml}]" + text[End(list)..];
        }

        var last = End(list.Items[^1]);
        if (list.IsFlow)
        {
            return text[..last] + $", {yaml}" + text[last..];
        }

        // the new item's sign stands below the one before, after whatever follows that on its line
        var line = text.IndexOf('\n', last) is var newline && newline < 0 ? text.Length : newline;
        return text[..Before(text, line)] + NewLine(text) + new string(' ', Math.Max(0, list.Items[^1].Place.Column - 3)) + $"- {yaml}" + text[Before(text, line)..];
    }

    private static string Remove(string text, YamlMapping map, string key)
    {
        var index = map.Entries.ToList().FindIndex(e => e.Key.Text == key);
        var (start, end) = (map.Entries[index].Key.Start, End(map.Entries[index].Value));
        if (!map.IsFlow)
        {
            var (from, line) = (text.LastIndexOf('\n', start) + 1, text.IndexOf('\n', end));
            if (!string.IsNullOrWhiteSpace(text[from..start]) && map.Entries.Length > 1)
            {
                // the sign of the list's item that this map is stays, before the next key
                return text[..start] + text[map.Entries[1].Key.Start..];
            }

            return text[..from] + (line < 0 ? string.Empty : text[(line + 1)..]);
        }

        return index > 0
            ? text[..End(map.Entries[index - 1].Value)] + text[end..]
            : text[..start] + text[(map.Entries.Length > 1 ? map.Entries[1].Key.Start : end)..];
    }

    // a file keeps its own line ends
    private static string NewLine(string text) => text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    private static int Before(string text, int line) => line > 0 && line < text.Length && text[line - 1] == '\r' ? line - 1 : line;

    // a block has no closing sign: it ends where its last value does
    private static int End(YamlNode node) => node switch
    {
        YamlMapping { IsFlow: false, Entries: [.., var last] } => End(last.Value),
        YamlSequence { IsFlow: false, Items: [.., var last] } => End(last),
        _ => node.End,
    };
}
