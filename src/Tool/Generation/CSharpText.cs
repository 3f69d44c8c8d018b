using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Generation;

/// <summary>
/// The one encoder between a plan and generated code: everything that a template prints is a C# literal, a checked name
/// or a word of ours. Encoded text carries a mark that <see cref="MarkedTextEncoder"/> asks for and takes off, so that a
/// template cannot print anything else. No literal can hold the mark, since everything outside ASCII is escaped.
/// </summary>
internal static partial class CSharpText
{
    /// <summary>The mark of encoded text, a private-use character.</summary>
    public const char Mark = '\uE000';

    /// <summary>A literal of any value that a plan can hold.</summary>
    /// <param name="value">Null, a bool, a long, a double or a text.</param>
    /// <returns>Marked C#.</returns>
    public static string Literal(object? value) => Marked(Plain(value));

    /// <summary>A name that must be an identifier, or several joined by points.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Marked C#.</returns>
    /// <exception cref="UsageException">The name is no identifier.</exception>
    public static string Name(string name) => Identifiers().IsMatch(name)
        ? Marked(name)
        : throw new UsageException($"Generated code takes names of ASCII letters, digits and underscores, but got '{Terminal.Clean(name)}'. Set RootNamespace in the project file to such a name.");

    /// <summary>The name of a phase or parameter as messages and comments show it.</summary>
    /// <param name="name">A name that the plan's patterns allow.</param>
    /// <returns>Marked text.</returns>
    public static string PlanName(string name) => PlanNames().IsMatch(name)
        ? Marked(name)
        : throw new ArgumentException($"'{name}' is no name of a plan.", nameof(name));

    /// <summary>Code that was put together from encoded parts.</summary>
    /// <param name="parts">Each is marked, or a word of the generator's own.</param>
    /// <returns>Marked C#.</returns>
    public static string Code(CSharpTextHandler parts) => Marked(parts.ToText());

    /// <summary>A double as C# writes it best: <c>1e-5</c>, <c>0.001</c>, <c>1.0</c>.</summary>
    /// <param name="value">A finite number.</param>
    /// <returns>The literal, not marked.</returns>
    public static string Number(double value) =>
        PythonText.Float(value).Replace("e-0", "e-", StringComparison.Ordinal).Replace("e+0", "e+", StringComparison.Ordinal);

    private static string Marked(string text) => Mark + text;

    private static string Plain(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        int or long => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        double d when double.IsFinite(d) => Number(d),
        string s => Quote(s),
        _ => throw new UsageException($"A value in generated code must be null, true or false, a finite number or a text, but got {value}. Mend hyper.decisions.yaml or hyper.yaml."),
    };

    private static string Quote(string text)
    {
        var builder = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            builder.Append(char.IsAsciiLetterOrDigit(c) || " _-+.,:;/()[]=*@#%!?".Contains(c, StringComparison.Ordinal)
                ? c.ToString()
                : "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        return builder.Append('"').ToString();
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*\z")]
    private static partial Regex Identifiers();

    [GeneratedRegex(@"^[a-z][a-z0-9_-]{0,47}\z")]
    private static partial Regex PlanNames();
}
