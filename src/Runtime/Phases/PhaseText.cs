using System.Globalization;

namespace HyperScaffold.Phases;

/// <summary>Writes values, ranges and counts for messages and evidence, in the invariant culture.</summary>
public static class PhaseText
{
    /// <summary>Writes a range or the choices: <c>1e-05 .. 1.0 log</c>.</summary>
    /// <param name="parameter">The parameter with the ends that hold.</param>
    /// <returns>The text.</returns>
    public static string Range(PlanParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (parameter.Type == PlanParameterType.Categorical)
        {
            return string.Join(", ", parameter.Choices.Select(Value));
        }

        var ends = $"{End(parameter, parameter.Low)} .. {End(parameter, parameter.High)}";
        return parameter.Log ? ends + " log" : ends;
    }

    /// <summary>Writes an external value: four significant digits for a float.</summary>
    /// <param name="value">A double, long, text, bool or null.</param>
    /// <returns>The text.</returns>
    public static string Value(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        double d => d.ToString("G4", CultureInfo.InvariantCulture).Replace('E', 'e'),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };

    /// <summary>Writes a metric's value or a difference of two: four decimals, or four digits where it is large or tiny.</summary>
    /// <param name="value">The value; null gives a dash.</param>
    /// <returns>The text.</returns>
    public static string Metric(double? value) => value switch
    {
        null => "-",
        { } v when Math.Abs(v) is >= 0.001 and < 100 => v.ToString("0.0000", CultureInfo.InvariantCulture),
        0.0 => "0",
        { } v => v.ToString("G4", CultureInfo.InvariantCulture),
    };

    /// <summary>Writes values by name: <c>learning_rate 0.0731, schedule cosine</c>.</summary>
    /// <param name="values">External values by parameter.</param>
    /// <returns>The text; empty for none.</returns>
    public static string Values(IEnumerable<KeyValuePair<string, object?>> values) =>
        string.Join(", ", values.Select(v => $"{v.Key} {Value(v.Value)}"));

    private static string End(PlanParameter p, double end) =>
        p.Type == PlanParameterType.Int ? ((long)end).ToString(CultureInfo.InvariantCulture) : PythonText.Float(end);
}
