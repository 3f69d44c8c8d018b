using System.Globalization;
using System.Text;

namespace HyperScaffold;

/// <summary>Writes numbers and text as Python's <c>repr</c> and <c>json.dumps</c> do, which Optuna's files contain.</summary>
public static class PythonText
{
    /// <summary>A double as Python writes it: the shortest text that reads back equal, such as <c>1e-05</c> or <c>0.0</c>.</summary>
    /// <param name="value">Any double; non-finite ones become <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.</param>
    /// <returns>The text.</returns>
    public static string Float(double value)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }

        if (value == 0)
        {
            return double.IsNegative(value) ? "-0.0" : "0.0";
        }

        var (digits, exponent, sign) = Decompose(value);
        var text = exponent is >= -4 and < 16 ? Positional(digits, exponent) : Scientific(digits, exponent);
        return sign + text;
    }

    /// <summary>A JSON string in quotes, with everything outside ASCII escaped, as <c>json.dumps</c> does by default.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The quoted text.</returns>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var builder = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            builder.Append(Escape(c));
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
        '\b' => "\\b",
        '\f' => "\\f",
        < ' ' or > '~' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
        _ => c.ToString(),
    };

    // "E16" style text from .NET's shortest round-trip form: digits without a point, and the exponent of the first digit
    private static (string Digits, int Exponent, string Sign) Decompose(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var sign = text[0] == '-' ? "-" : string.Empty;
        text = text.TrimStart('-');
        var power = 0;
        var e = text.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            power = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? string.Empty : text[(point + 1)..];
        var all = whole + fraction;
        var leading = all.Length - all.TrimStart('0').Length;
        var digits = all.TrimStart('0').TrimEnd('0');
        return (digits, whole.Length - 1 - leading + power, sign);
    }

    private static string Positional(string digits, int exponent)
    {
        if (exponent < 0)
        {
            return "0." + new string('0', -exponent - 1) + digits;
        }

        var padded = digits.PadRight(exponent + 1, '0');
        var fraction = padded[(exponent + 1)..];
        return padded[..(exponent + 1)] + "." + (fraction.Length == 0 ? "0" : fraction);
    }

    private static string Scientific(string digits, int exponent)
    {
        var mantissa = digits.Length == 1 ? digits : digits[0] + "." + digits[1..];
        var magnitude = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
        return mantissa + (exponent < 0 ? "e-" : "e+") + magnitude;
    }
}
