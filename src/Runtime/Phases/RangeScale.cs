using System.Globalization;
using HyperScaffold.Samplers;

namespace HyperScaffold.Phases;

/// <summary>Where values lie in a parameter's range, in transformed units; and how the range narrows and grows.</summary>
internal static class RangeScale
{
    /// <summary>The factor by which a log range grows at one end (design, Phases, Edge).</summary>
    private const double LogGrowth = 10;

    /// <summary>How far a refining sampler looks on a log scale: within this factor of the winner.</summary>
    private const double LogFocus = 3;

    // what these mean is a fraction; a range that reaches 1 breaks the training
    private static readonly string[] Fractions = ["dropout", "momentum", "label_smoothing", "beta1", "beta2"];

    /// <summary>The position in the range: 0 at the lower end, 1 at the upper one.</summary>
    public static double Position(PlanParameter parameter, double value)
    {
        var (low, high) = (To(parameter, parameter.Low), To(parameter, parameter.High));
        return high > low ? Math.Clamp((To(parameter, value) - low) / (high - low), 0, 1) : 0.5;
    }

    /// <summary>The distance from an end: 0 at it, 1 at the other one.</summary>
    public static double Depth(PlanParameter parameter, double value, RangeEnd end) =>
        end == RangeEnd.Low ? Position(parameter, value) : 1 - Position(parameter, value);

    /// <summary>The value at a position of the range, rounded to its type and steps.</summary>
    public static double At(PlanParameter parameter, double position)
    {
        var (low, high) = (To(parameter, parameter.Low), To(parameter, parameter.High));
        return Snap(parameter, From(parameter, low + (position * (high - low))));
    }

    /// <summary>The range after it grew at one end; equal to the old one where the end cannot move.</summary>
    public static WidenedRange Grow(PlanParameter parameter, RangeEnd end, int times)
    {
        var span = parameter.High - parameter.Low;
        if (end == RangeEnd.High)
        {
            var high = parameter.Log ? parameter.High * LogGrowth : parameter.High + (span / 2);
            return new WidenedRange(parameter.Low, Math.Max(parameter.High, Math.Min(Limit(parameter), Tidy(parameter, high))), times);
        }

        var low = parameter.Log ? parameter.Low / LogGrowth : parameter.Low - (span / 2);
        // a range that is nowhere negative means a quantity that cannot be
        var floor = parameter switch { { Log: true, Type: PlanParameterType.Int } => 1, { Type: PlanParameterType.Int, Low: >= 1 } => 1, { Low: >= 0 } => 0, _ => double.NegativeInfinity };
        return new WidenedRange(Math.Min(parameter.Low, Math.Max(floor, Tidy(parameter, low))), parameter.High, times);
    }

    /// <summary>Tells whether an end can move.</summary>
    public static bool CanMove(PlanParameter parameter, RangeEnd end)
    {
        var hard = end == RangeEnd.Low ? HardEnds.Low : HardEnds.High;
        if (parameter.Type == PlanParameterType.Categorical || parameter.Hard.HasFlag(hard))
        {
            return false;
        }

        var grown = Grow(parameter, end, 1);
        return grown.Low < parameter.Low || grown.High > parameter.High;
    }

    /// <summary>Where a refining sampler looks: within a factor of 3 on a log scale, a quarter of the span on a linear one.</summary>
    public static FocusRange Focus(PlanParameter parameter, double winner)
    {
        var reach = (parameter.High - parameter.Low) / 8;
        var (low, high) = parameter.Log ? (winner / LogFocus, winner * LogFocus) : (winner - reach, winner + reach);
        if (parameter.Type == PlanParameterType.Int)
        {
            // a whole number has its neighbours in sight
            var step = parameter.Step ?? 1;
            (low, high) = (Math.Min(Math.Floor(low), winner - step), Math.Max(Math.Ceiling(high), winner + step));
        }

        return new FocusRange(Math.Clamp(low, parameter.Low, parameter.High), Math.Clamp(high, parameter.Low, parameter.High));
    }

    private static double Limit(PlanParameter p) =>
        p.High < 1 && Fractions.Contains(p.Role) ? Math.Max(p.High, 0.99) : double.PositiveInfinity;

    private static double To(PlanParameter p, double value) => p.Log ? Math.Log(value) : value;

    private static double From(PlanParameter p, double value) => p.Log ? Math.Exp(value) : value;

    private static double Snap(PlanParameter p, double value)
    {
        var step = p.Step ?? (p.Type == PlanParameterType.Int ? 1 : null);
        var snapped = step is { } s && !p.Log ? p.Low + (Math.Round((value - p.Low) / s) * s) : value;
        return Math.Clamp(p.Type == PlanParameterType.Int ? Math.Round(snapped) : snapped, p.Low, p.High);
    }

    // ten times 0.002 is 0.02, not 0.020000000000000004: the end is read by people
    private static double Tidy(PlanParameter p, double value)
    {
        var tidy = double.Parse(value.ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return p.Type == PlanParameterType.Int ? Math.Round(tidy) : tidy;
    }
}
