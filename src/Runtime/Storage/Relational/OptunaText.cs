using System.Globalization;
using HyperScaffold.Trials;

namespace HyperScaffold.Storage.Relational;

/// <summary>The words and numbers that Optuna's columns hold.</summary>
internal static class OptunaText
{
    /// <summary>The name of a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns>Upper-case text.</returns>
    public static string Of(TrialState state) => state switch
    {
        TrialState.Running => "RUNNING",
        TrialState.Complete => "COMPLETE",
        TrialState.Pruned => "PRUNED",
        TrialState.Fail => "FAIL",
        _ => "WAITING",
    };

    /// <summary>Reads a state.</summary>
    /// <param name="text">Its name.</param>
    /// <returns>The state.</returns>
    public static TrialState State(string text) => text switch
    {
        "RUNNING" => TrialState.Running,
        "COMPLETE" => TrialState.Complete,
        "PRUNED" => TrialState.Pruned,
        "FAIL" => TrialState.Fail,
        "WAITING" => TrialState.Waiting,
        _ => throw new HyperException($"A trial's state must be one of Optuna's five, but the storage holds '{text}'. It was written by a newer Optuna; update HyperScaffold."),
    };

    /// <summary>The name of a direction.</summary>
    /// <param name="direction">The direction.</param>
    /// <returns>Upper-case text.</returns>
    public static string Of(StudyDirection direction) => direction == StudyDirection.Maximize ? "MAXIMIZE" : "MINIMIZE";

    /// <summary>Reads a time.</summary>
    /// <param name="text">The time, or null.</param>
    /// <returns>The time in UTC, or null.</returns>
    public static DateTime? Time(string? text) =>
        text is null ? null : DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>The kind of a number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>FINITE, INF_POS, INF_NEG or NAN.</returns>
    public static string Kind(double value) => value switch
    {
        double.PositiveInfinity => "INF_POS",
        double.NegativeInfinity => "INF_NEG",
        _ => double.IsNaN(value) ? "NAN" : "FINITE",
    };

    /// <summary>The number beside its kind.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The number, or null where the kind says it all.</returns>
    public static object? Column(double value) => double.IsFinite(value) ? value : null;

    /// <summary>Reads a number with its kind.</summary>
    /// <param name="value">The column; null reads as NaN where the kind is finite.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>The number.</returns>
    public static double Number(double? value, string kind) => kind switch
    {
        "INF_POS" => double.PositiveInfinity,
        "INF_NEG" => double.NegativeInfinity,
        "NAN" => double.NaN,
        _ => value ?? double.NaN,
    };
}
