using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>Questions about one trial's reports.</summary>
internal static class Reports
{
    /// <summary>The best value, NaN left out; NaN where there is none.</summary>
    public static double Best(ReadOnlySpan<IntermediateValue> reports, StudyDirection direction)
    {
        var best = double.NaN;
        foreach (var report in reports)
        {
            best = double.IsNaN(best) || IsBetter(report.Value, best, direction) ? report.Value : best;
        }

        return best;
    }

    public static bool IsBetter(double value, double other, StudyDirection direction) =>
        direction == StudyDirection.Maximize ? value > other : value < other;

    /// <summary>Tells whether the last report is the first one in its interval; intervals are counted from the warm-up.</summary>
    public static bool IsFirstInInterval(ImmutableArray<IntermediateValue> reports, int warmup, int interval)
    {
        var begin = ((reports[^1].Step - warmup) / interval * interval) + warmup;
        return reports.Length < 2 || begin > reports[^2].Step;
    }

    public static string Text(double value) => PythonText.Float(value);
}
