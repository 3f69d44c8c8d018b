using System.Collections.Immutable;
using System.Text;
using HyperScaffold.Phases;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HyperScaffold.Tool.Plans.Yaml;

/// <summary>
/// Reads a YAML file into nodes with places. It takes the small part of YAML that data needs: one document, no tags, no
/// anchors or aliases, text as keys, at most 1 MiB and 32 levels.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxBytes = 1 << 20;
    private const int MaxDepth = 32;

    private readonly Parser _parser;
    private readonly PlanProblems _problems;
    private bool _refused;

    private YamlTree(string text, PlanProblems problems) => (_parser, _problems) = (new Parser(new StringReader(text)), problems);

    /// <summary>Reads a file as UTF-8 text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">The file as messages name it.</param>
    /// <returns>Its text.</returns>
    /// <exception cref="PlanException">It is too large or not UTF-8.</exception>
    public static string ReadText(string path, string shown)
    {
        var problems = new PlanProblems();
        var bytes = ReadBytes(path);
        if (bytes.Length > MaxBytes)
        {
            problems.Add(new PlanLocation(1, 1), "the file must be at most 1 MiB, but it is larger. Take out what is not part of it");
            problems.ThrowIfAny(shown);
        }

        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new PlanLocation(1, 1), "the file must be UTF-8 text, but it holds other bytes. Save it as UTF-8");
            throw problems.ToException(shown);
        }
    }

    /// <summary>Reads text into a tree.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="problems">Takes what is wrong with it.</param>
    /// <returns>The root, or null where the text is no YAML or no mapping.</returns>
    public static YamlMapping? Parse(string text, PlanProblems problems)
    {
        var tree = new YamlTree(text, problems);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException e)
        {
            if (ConflictIn(text) is { } conflict)
            {
                problems.Add(conflict, "a merge left both sides of a conflict here. Keep one of them, or of decisions both one below the other, and take out the lines <<<<<<<, ======= and >>>>>>>");
            }
            else if (!tree._refused)
            {
                problems.Add(PlaceOf(e, text), $"this is not valid YAML: {Sentence(e)}. Check indentation, colons, brackets and quotes around here");
            }

            return null;
        }
    }

    // one byte more than allowed is enough to refuse a file of any size, also one that never ends
    private static byte[] ReadBytes(string path)
    {
        using var stream = File.OpenRead(path);
        var buffer = new byte[MaxBytes + 1];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return buffer[..length];
    }

    private static PlanLocation? ConflictIn(string text) =>
        text.Split('\n').ToList().FindIndex(l => l.StartsWith("<<<<<<< ", StringComparison.Ordinal)) is var line && line >= 0 ? new PlanLocation(line + 1, 1) : null;

    // the parser reports a tab at the start of the file, wherever it stands
    private static PlanLocation PlaceOf(YamlException e, string text)
    {
        var tab = text.Split('\n').ToList().FindIndex(l => l.AsSpan(0, l.Length - l.AsSpan().TrimStart().Length).Contains('\t'));
        return tab >= 0 && e.Message.Contains("tab", StringComparison.Ordinal) ? new PlanLocation(tab + 1, 1) : At(e.Start);
    }

    private static string Sentence(YamlException e) => e.Message.TrimEnd('.') is { Length: > 0 } text ? char.ToLowerInvariant(text[0]) + text[1..] : "it cannot be read";

    private static PlanLocation At(Mark mark) => new((int)mark.Line, (int)mark.Column);

    private YamlMapping? ReadDocument()
    {
        Expect<StreamStart>();
        if (_parser.Current is StreamEnd)
        {
            _problems.Add(new PlanLocation(1, 1), "the file must hold a mapping, but it is empty. See: dotnet hyper schema");
            return null;
        }

        Expect<DocumentStart>();
        var root = ReadNode(1);
        Expect<DocumentEnd>();
        if (_parser.Current is DocumentStart next)
        {
            _problems.Add(At(next.Start), "a file holds one document, but a second one begins here. Take out the line ---");
        }

        if (root is YamlMapping mapping)
        {
            return mapping;
        }

        _problems.Add(root.Place, $"the file must hold a mapping (key: value), but got {root.Kind}. See: dotnet hyper schema");
        return null;
    }

    private void Expect<T>()
        where T : ParsingEvent
    {
        if (_parser.Current is null)
        {
            Advance();
        }

        if (_parser.Current is not T)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, "Unexpected structure");
        }

        Advance();
    }

    private YamlNode ReadNode(int depth)
    {
        var current = _parser.Current!;
        if (depth > MaxDepth)
        {
            throw Refuse(current, $"values may nest at most {MaxDepth} deep, but these go deeper. Take brackets out");
        }

        if (current is AnchorAlias)
        {
            throw Refuse(current, "aliases (*name) are not allowed, but got one. Write the value again");
        }

        CheckPlainNode((NodeEvent)current);
        Advance();
        return current switch
        {
            Scalar s => ToScalar(s),
            SequenceStart s => ReadSequence(s, depth),
            _ => ReadMapping((MappingStart)current, depth),
        };
    }

    private YamlException Refuse(ParsingEvent current, string message)
    {
        _problems.Add(At(current.Start), message);
        _refused = true;
        return new YamlException(current.Start, current.End, message);
    }

    // on some damaged input the parser fails by itself, without a place of its own
    private void Advance()
    {
        var before = _parser.Current;
        try
        {
            _parser.MoveNext();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new YamlException(before?.Start ?? Mark.Empty, before?.End ?? Mark.Empty, "the text cannot be read from here on", e);
        }
    }

    private void CheckPlainNode(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            _problems.Add(At(node.Start), $"anchors are not allowed, but got &{node.Anchor.Value}. Write the value where it is needed");
        }

        if (!node.Tag.IsEmpty)
        {
            _problems.Add(At(node.Start), "tags are not allowed, but got one that begins with !. Write the plain value");
        }
    }

    private static YamlScalar ToScalar(Scalar scalar) =>
        new(At(scalar.Start), (int)scalar.Start.Index, (int)scalar.End.Index, scalar.Value, scalar.Style == ScalarStyle.Plain);

    private YamlSequence ReadSequence(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (_parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode(depth + 1));
        }

        var end = EndOf(_parser.Current, start.Style == SequenceStyle.Flow);
        Advance();
        return new YamlSequence(At(start.Start), (int)start.Start.Index, end, start.Style == SequenceStyle.Flow, items.ToImmutable());
    }

    // the parser's mark of a closing bracket lies before it
    private static int EndOf(ParsingEvent end, bool isFlow) => isFlow ? (int)end.Start.Index + 1 : (int)end.End.Index;

    private YamlMapping ReadMapping(MappingStart start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var seen = new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
        while (_parser.Current is not MappingEnd)
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not YamlScalar name)
            {
                _problems.Add(key.Place, $"a key must be text, but got {key.Kind}. Write key: value");
            }
            else if (!seen.TryAdd(name.Text, name))
            {
                _problems.Add(name.Place, $"each key may stand once, but {name.Kind} already stands in line {seen[name.Text].Place.Line}. Take one of them out");
            }
            else
            {
                entries.Add(new YamlEntry(name, value));
            }
        }

        var end = EndOf(_parser.Current, start.Style == MappingStyle.Flow);
        Advance();
        return new YamlMapping(At(start.Start), (int)start.Start.Index, end, start.Style == MappingStyle.Flow, entries.ToImmutable());
    }
}
