using System.Globalization;
using System.Text;

namespace HyperScaffold.Tool.Plans;

/// <summary>Writes values so that YAML's core schema reads back the same type and value.</summary>
internal static class YamlText
{
    /// <summary>Writes a value.</summary>
    /// <param name="value">Null, a bool, a whole number, a double or a text.</param>
    /// <returns>The YAML text.</returns>
    public static string Of(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        long or int => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        double d => Number(d),
        string s => Quote(s),
        _ => throw new ArgumentException($"A {value.GetType().Name} cannot stand in YAML.", nameof(value)),
    };

    /// <summary>Writes a double with a point or an exponent, so that it stays a double.</summary>
    /// <param name="value">Any double.</param>
    /// <returns>The YAML text.</returns>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
        }

        return PythonText.Float(value).Replace("e-0", "e-", StringComparison.Ordinal).Replace("e+0", "e+", StringComparison.Ordinal);
    }

    /// <summary>Writes text in double quotes, with control characters escaped.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The YAML text, on one line.</returns>
    public static string Quote(string text)
    {
        var builder = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            builder.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                < ' ' or (>= '\u007f' and <= '\u009f') or '\u2028' or '\u2029' or '\ufeff' or (>= '\ud800' and <= '\udfff') =>
                    "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return builder.Append('"').ToString();
    }
}
