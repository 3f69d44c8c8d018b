using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Tool.Evidence;

/// <summary>What one training reported, epoch by epoch.</summary>
/// <param name="Reports">The plan's metric.</param>
/// <param name="Metrics">What was logged beside it, by name.</param>
/// <param name="IsDiverged">True where the training ended because its loss was no number.</param>
internal sealed record Curve(
    ImmutableArray<IntermediateValue> Reports,
    ImmutableSortedDictionary<string, ImmutableArray<IntermediateValue>> Metrics,
    bool IsDiverged)
{
    /// <summary>The logged metric that losses are read from.</summary>
    public const string ValidationLoss = "validation_loss";

    /// <summary>Gets the score on the test rows, where it was asked for.</summary>
    public double? Test { get; init; }

    /// <summary>Gets the worker seconds that the training took; 0 where they are not known.</summary>
    public double Seconds { get; init; }

    private static readonly string[] Divergence = ["diverged", "the objective returned NaN"];

    /// <summary>Reads the curve of a finished trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <returns>The curve.</returns>
    public static Curve Of(FrozenTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var metrics = PythonJson.ReadObject(trial.UserAttributes.GetValueOrDefault(TrialAttributes.Metrics))
            .ToImmutableSortedDictionary(m => m.Key, m => Points(m.Value), StringComparer.Ordinal);
        var test = trial.UserAttributes.GetValueOrDefault(TrialAttributes.TestScore);
        return new Curve(trial.IntermediateValues, metrics, IsDivergence(trial))
        {
            Seconds = SpendCounter.Count([trial], new PlanBudget()).Seconds,
            Test = test is null ? null : Convert.ToDouble(PythonJson.Read(test), CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Tells whether a trial failed because its training diverged, which says something about its values.</summary>
    /// <param name="trial">The trial.</param>
    /// <returns>False for a trial that failed for another reason, or did not fail.</returns>
    public static bool IsDivergence(FrozenTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return trial.State == TrialState.Fail && Divergence.Any(d => trial.Reason?.StartsWith(d, StringComparison.Ordinal) == true);
    }

    private static ImmutableArray<IntermediateValue> Points(object? json) => json is IReadOnlyList<object?> points
        ? [.. points.OfType<IReadOnlyList<object?>>().Where(p => p is [long, double or long]).Select(p => new IntermediateValue((int)(long)p[0]!, Convert.ToDouble(p[1], CultureInfo.InvariantCulture)))]
        : [];
}
