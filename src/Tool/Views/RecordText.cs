using System.Collections;
using System.Globalization;
using System.Text;
using HyperScaffold.Storage;

namespace HyperScaffold.Tool.Views;

/// <summary>Writes values as JSON or YAML without loss; containers that hold scalars alone stay on one line.</summary>
internal static class RecordText
{
    private const string Indent = "  ";

    /// <summary>Writes a value as JSON; NaN and infinities are bare words, as Python writes and reads them.</summary>
    /// <param name="value">Null, a bool, a number, a text, a dictionary with text keys, or a sequence of these.</param>
    /// <returns>The text, without a line end.</returns>
    public static string Json(object? value)
    {
        var text = new StringBuilder();
        Append(text, value, "\n");
        return text.ToString();
    }

    /// <summary>Writes a value as YAML 1.2; texts are quoted always, so that none reads as something else.</summary>
    /// <param name="value">As for <see cref="Json"/>.</param>
    /// <returns>The text, without a line end.</returns>
    public static string Yaml(object? value)
    {
        var text = new StringBuilder();
        AppendBlock(text, value, "\n");
        return text.ToString().TrimStart('\n');
    }

    /// <summary>A text in quotes: readable, but for what would change a terminal.</summary>
    /// <param name="text">Any text, lone surrogates too.</param>
    /// <returns>The quoted text.</returns>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var builder = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                builder.Append(text, i++, 2);
                continue;
            }

            builder.Append(Escape(text[i]));
        }

        return builder.Append('"').ToString();
    }

    private static string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ when char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator =>
            "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
        _ => c.ToString(),
    };

    private static void Append(StringBuilder text, object? value, string line)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> members:
                Join(text, "{}", line, members, m => text.Append(Quote(m.Key)).Append(": "), m => m.Value);
                break;
            case IEnumerable items and not string:
                Join(text, "[]", line, [.. items.Cast<object?>()], _ => text, i => i);
                break;
            default:
                text.Append(Scalar(value, isYaml: false));
                break;
        }
    }

    private static void Join<T>(StringBuilder text, string brackets, string line, IReadOnlyCollection<T> items, Func<T, StringBuilder> head, Func<T, object?> value)
    {
        var isFlat = items.All(i => IsScalar(value(i)));
        var inner = isFlat ? " " : line + Indent;
        var separator = isFlat ? string.Empty : inner;
        text.Append(brackets[0]);
        foreach (var item in items)
        {
            text.Append(separator);
            separator = "," + inner;
            head(item);
            Append(text, value(item), line + Indent);
        }

        text.Append(isFlat ? string.Empty : line).Append(brackets[1]);
    }

    private static void AppendBlock(StringBuilder text, object? value, string line)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> { Count: > 0 } members when !members.Values.All(IsScalar) || line == "\n":
                foreach (var (key, member) in members)
                {
                    AppendMember(text.Append(line).Append(Key(key)).Append(':'), member, line + Indent);
                }

                break;
            case IEnumerable items and not (string or IReadOnlyDictionary<string, object?>) when items.Cast<object?>().Any(i => !IsScalar(i)):
                foreach (var item in items)
                {
                    AppendItem(text.Append(line).Append('-'), item, line + Indent);
                }

                break;
            default:
                text.Append(Flow(value));
                break;
        }
    }

    private static void AppendMember(StringBuilder text, object? value, string line) => AppendBlock(IsFlow(value) ? text.Append(' ') : text, value, line);

    // the first member stands on the line of the dash
    private static void AppendItem(StringBuilder text, object? value, string line)
    {
        var start = text.Append(' ').Length;
        AppendBlock(text, value, line);
        if (text.Length > start && text[start] == '\n')
        {
            text.Remove(start, line.Length);
        }
    }

    private static bool IsFlow(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> members => members.Values.All(IsScalar),
        IEnumerable items and not string => items.Cast<object?>().All(IsScalar),
        _ => true,
    };

    private static string Flow(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> members => $"{{{string.Join(", ", members.Select(m => $"{Key(m.Key)}: {Flow(m.Value)}"))}}}",
        IEnumerable items and not string => $"[{string.Join(", ", items.Cast<object?>().Select(Flow))}]",
        _ => Scalar(value, isYaml: true),
    };

    // a letter first and nothing odd after it; words that some reader takes for a bool or null are quoted
    private static string Key(string key) =>
        key.Length > 2 && char.IsAsciiLetter(key[0]) && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && key.ToLowerInvariant() is not ("yes" or "off" or "true" or "false" or "null") ? key : Quote(key);

    private static bool IsScalar(object? value) => value is null or string or not IEnumerable;

    private static string Scalar(object? value, bool isYaml) => value switch
    {
        string text => Quote(text),
        double d when isYaml => YamlNumber(d),
        _ => PythonJson.Write(value),
    };

    // a reader of YAML 1.1 takes 1e-05 for a text, 1.0e-05 for a number
    private static string YamlNumber(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
        }

        var text = PythonText.Float(value);
        return text.Contains('.', StringComparison.Ordinal) ? text : text.Replace("e", ".0e", StringComparison.Ordinal);
    }
}
