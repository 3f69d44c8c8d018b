using System.Collections.Immutable;
using System.Globalization;

namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>What the command is told of its trial, as one JSON line on standard input.</summary>
public sealed record CommandTrial
{
    /// <summary>Gets the trial's number; null for the final training, which is no trial.</summary>
    public int? Number { get; init; }

    /// <summary>Gets the round's name.</summary>
    /// <value>The default is <c>explore</c>.</value>
    public string Round { get; init; } = "explore";

    /// <summary>Gets the external values of all the plan's parameters; a disabled one has its disabled value.</summary>
    public required ImmutableSortedDictionary<string, object?> Parameters { get; init; }

    /// <summary>Gets the longest the trial trains, in epochs, at least 1.</summary>
    public required int Epochs { get; init; }

    /// <summary>Gets the training seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Gets a value indicating whether the script is to print the score on the test part.</summary>
    public bool Test { get; init; }

    /// <summary>The line as the script reads it.</summary>
    /// <param name="device">The device's name.</param>
    /// <returns>One JSON object without a line break; floats keep their point, so that Python reads floats.</returns>
    internal string ToJson(string device)
    {
        var number = Number?.ToString(CultureInfo.InvariantCulture) ?? "null";
        var parameters = string.Join(',', Parameters.Select(p => $"{PythonText.Quote(p.Key)}:{ToJson(p.Value)}"));
        return string.Create(CultureInfo.InvariantCulture, $"{{\"trial\":{number},\"round\":{PythonText.Quote(Round)},\"parameters\":{{{parameters}}},")
            + string.Create(CultureInfo.InvariantCulture, $"\"epochs\":{Epochs},\"seed\":{Seed},\"device\":{PythonText.Quote(device)},\"test\":{(Test ? "true" : "false")}}}");
    }

    private static string ToJson(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        double d => PythonText.Float(d),
        long or int => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => PythonText.Quote(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };
}
