using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>Questions about one trial's reports.</summary>
internal static class Reports
{
    private const int LeastDigits = 4;
    private const int MostDigits = 17;

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

    /// <summary>A value as people read it: four significant digits.</summary>
    public static string Text(double value) => Text(value, LeastDigits);

    /// <summary>Two values that are compared: with four significant digits, or as many as tell them apart.</summary>
    public static (string Value, string Other) Texts(double value, double other)
    {
        for (var digits = LeastDigits; digits < MostDigits; digits++)
        {
            if (Text(value, digits) != Text(other, digits))
            {
                return (Text(value, digits), Text(other, digits));
            }
        }

        return (Text(value), Text(other));
    }

    private static string Text(double value, int digits) =>
        PythonText.Float(double.Parse(value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
