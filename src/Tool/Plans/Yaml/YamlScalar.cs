using System.Globalization;
using System.Text.RegularExpressions;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Plans.Yaml;

/// <summary>A single value. A plain one is read by YAML 1.2's core schema, so <c>yes</c> and <c>off</c> are text.</summary>
/// <param name="Place">Its place.</param>
/// <param name="Start">Its first character.</param>
/// <param name="End">Behind its last character.</param>
/// <param name="Text">The text without quotes.</param>
/// <param name="IsPlain">False where it was quoted and therefore is text.</param>
internal sealed partial record YamlScalar(PlanLocation Place, int Start, int End, string Text, bool IsPlain) : YamlNode(Place, Start, End)
{
    private const int Shown = 60;

    /// <summary>Gets the value: null, a bool, a long, a double or a string.</summary>
    public object? Value => IsPlain ? Resolve(Text) : Text;

    /// <inheritdoc/>
    public override string Kind
    {
        get
        {
            var clean = Terminal.Clean(Text);
            var text = clean.Length > Shown ? clean[..Shown] + "..." : clean;
            return IsPlain && text.Length > 0 ? text : $"\"{text}\"";
        }
    }

    private static object? Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        ".nan" or ".NaN" or ".NAN" => double.NaN,
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => double.PositiveInfinity,
        "-.inf" or "-.Inf" or "-.INF" => double.NegativeInfinity,
        _ => Number(text),
    };

    private static object Number(string text)
    {
        if (WholeNumber().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        if (HexNumber().IsMatch(text) && long.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex))
        {
            return hex;
        }

        return RealNumber().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : text;
    }

    [GeneratedRegex(@"^[-+]?[0-9]+\z")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^0x[0-9a-fA-F]{1,15}\z")]
    private static partial Regex HexNumber();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex RealNumber();
}
