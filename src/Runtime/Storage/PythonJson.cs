using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace HyperScaffold.Storage;

/// <summary>
/// JSON as Python's <c>json</c> module reads and writes it: bare <c>NaN</c> and <c>Infinity</c>, <c>", "</c> and
/// <c>": "</c> as separators, and whole numbers apart from real ones. Optuna's attributes are kept in it.
/// </summary>
public static class PythonJson
{
    /// <summary>Writes a value.</summary>
    /// <param name="value">Null, a bool, a number, a text, a dictionary with text keys, or a sequence of these.</param>
    /// <returns>JSON text.</returns>
    /// <exception cref="HyperException">The value has another type.</exception>
    public static string Write(object? value)
    {
        var builder = new StringBuilder();
        Append(builder, value);
        return builder.ToString();
    }

    /// <summary>Reads a value.</summary>
    /// <param name="json">JSON text.</param>
    /// <returns>Null, a bool, a long (a BigInteger where it is too large for one), a double, a text, an <c>IReadOnlyDictionary&lt;string, object?&gt;</c> or an <c>IReadOnlyList&lt;object?&gt;</c>.</returns>
    /// <exception cref="HyperException">The text is no JSON.</exception>
    public static object? Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new PythonJsonReader(json).ReadDocument();
    }

    /// <summary>Reads an object.</summary>
    /// <param name="json">JSON text; null gives an empty object.</param>
    /// <returns>The members in their order; empty where the text holds something else.</returns>
    public static IReadOnlyDictionary<string, object?> ReadObject(string? json) =>
        json is not null && Read(json) is IReadOnlyDictionary<string, object?> members ? members : new Dictionary<string, object?>(0, StringComparer.Ordinal);

    private static void Append(StringBuilder builder, object? value)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> members:
                AppendObject(builder, members);
                break;
            case string text:
                builder.Append(PythonText.Quote(text));
                break;
            case IEnumerable items:
                AppendArray(builder, items);
                break;
            default:
                builder.Append(Scalar(value));
                break;
        }
    }

    private static string Scalar(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        double d => PythonText.Float(d),
        float f => PythonText.Float(f),
        BigInteger or sbyte or byte or short or ushort or int or uint or long => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "0",
        _ => throw new HyperException($"An attribute must be null, a bool, a number, a text, a list or a dictionary with text keys, but got {value.GetType().Name}."),
    };

    private static void AppendObject(StringBuilder builder, IReadOnlyDictionary<string, object?> members)
    {
        var separator = "{";
        foreach (var (key, member) in members)
        {
            builder.Append(separator).Append(PythonText.Quote(key)).Append(": ");
            Append(builder, member);
            separator = ", ";
        }

        builder.Append(members.Count == 0 ? "{}" : "}");
    }

    private static void AppendArray(StringBuilder builder, IEnumerable items)
    {
        builder.Append('[');
        var separator = string.Empty;
        foreach (var item in items)
        {
            builder.Append(separator);
            Append(builder, item);
            separator = ", ";
        }

        builder.Append(']');
    }
}
