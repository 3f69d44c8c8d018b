using System.Text.RegularExpressions;

namespace HyperScaffold.Torch.Tests.Operators;

/// <summary>An operator as libtorch reports it: <c>aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor</c>.</summary>
internal sealed partial record OperatorSchema(string Text, string Name, IReadOnlyList<SchemaArgument> Arguments, IReadOnlyList<SchemaArgument> Results)
{
    internal static OperatorSchema Parse(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var close = open < 0 ? -1 : ClosingOf(text, open);
        const string Arrow = " -> ";
        if (close < 0 || !text.AsSpan(close + 1).StartsWith(Arrow, StringComparison.Ordinal))
        {
            throw new FormatException($"A schema is name(arguments) -> results, but got '{text}'.");
        }

        var results = text[(close + 1 + Arrow.Length)..];
        var inner = results.StartsWith('(') ? results[1..^1] : results;
        return new OperatorSchema(text, text[..open], [.. Split(text[(open + 1)..close]).Where(a => a != "*").Select(Argument)], [.. Split(inner).Select(Argument)]);
    }

    private static SchemaArgument Argument(string text)
    {
        var plain = Alias().Replace(text, string.Empty);
        var equals = plain.IndexOf('=', StringComparison.Ordinal);
        var named = equals < 0 ? plain : plain[..equals];
        var space = named.IndexOf(' ', StringComparison.Ordinal);
        var type = Length().Replace(space < 0 ? named : named[..space], "[]").Replace("SymInt", "int", StringComparison.Ordinal);
        return new SchemaArgument(type, space < 0 ? string.Empty : named[(space + 1)..], equals < 0 ? null : plain[(equals + 1)..], Alias().IsMatch(text) && text.Contains('!', StringComparison.Ordinal));
    }

    // at commas outside brackets and quotes
    private static IEnumerable<string> Split(string text)
    {
        var (depth, start, quoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            quoted ^= text[i] == '"';
            depth += quoted ? 0 : text[i] is '(' or '[' ? 1 : text[i] is ')' or ']' ? -1 : 0;
            if (text[i] == ',' && depth == 0 && !quoted)
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        }

        if (text[start..].Trim() is { Length: > 0 } last)
        {
            yield return last;
        }
    }

    private static int ClosingOf(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    [GeneratedRegex(@"\([a-z|]+!?( -> [^)]*)?\)")]
    private static partial Regex Alias();

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Length();
}
