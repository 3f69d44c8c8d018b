using System.Globalization;

namespace HyperScaffold.Spaces;

/// <summary>A real number between two ends, both included; optionally on a log scale or in steps.</summary>
public sealed record FloatDistribution : Distribution
{
    /// <summary>Initializes a new instance of the <see cref="FloatDistribution"/> class.</summary>
    /// <param name="low">The lower end; above 0 on a log scale.</param>
    /// <param name="high">The upper end; lowered to the last step where the step does not divide the range.</param>
    /// <param name="log">True for a log scale.</param>
    /// <param name="step">The distance of neighbouring values, above 0; null for any value. Not on a log scale.</param>
    /// <exception cref="HyperException">The ends or the step break a rule.</exception>
    public FloatDistribution(double low, double high, bool log = false, double? step = null)
    {
        HyperException.ThrowIfAny(nameof(FloatDistribution), Check(low, high, log, step));
        (Low, Log, Step) = (low, log, step);
        High = step is { } s ? LastStep(low, high, s) : high;
    }

    /// <summary>Gets the lower end, included.</summary>
    public double Low { get; }

    /// <summary>Gets the upper end, included.</summary>
    public double High { get; }

    /// <summary>Gets a value indicating whether the scale is logarithmic.</summary>
    public bool Log { get; }

    /// <summary>Gets the step, or null.</summary>
    public double? Step { get; }

    /// <inheritdoc/>
    public override bool IsSingle => Low == High || (Step is { } s && High - Low < s);

    /// <inheritdoc/>
    public override long? Count => IsSingle ? 1 : Step is { } s && (High - Low) / s < 1L << 53 ? (long)Math.Round((High - Low) / s) + 1 : null;

    /// <inheritdoc/>
    public override bool Contains(double value) => value >= Low && value <= High;

    /// <inheritdoc/>
    public override object? ToExternal(double value) => value;

    /// <inheritdoc/>
    public override double ToInternal(object? value)
    {
        if (value is not (double or float or decimal or long or int or short or sbyte or ulong or uint or ushort or byte))
        {
            throw new HyperException($"A float parameter must be a number, but got {value ?? "null"}.");
        }

        return Convert.ToDouble(value, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override bool IsCompatibleWith(Distribution other) => other is FloatDistribution f && f.Log == Log;

    private static List<Problem> Check(double low, double high, bool log, double? step)
    {
        var problems = new List<Problem>();
        if (!double.IsFinite(low) || !double.IsFinite(high))
        {
            problems.Add(new Problem("low, high", $"{PythonText.Float(low)}, {PythonText.Float(high)}", "both ends must be finite", "Give two numbers"));
        }
        else if (low > high)
        {
            problems.Add(new Problem("low, high", $"{PythonText.Float(low)}, {PythonText.Float(high)}", "`low <= high` must hold", "Swap the ends"));
        }

        else if (!double.IsFinite(high - low))
        {
            problems.Add(new Problem("low, high", $"{PythonText.Float(low)}, {PythonText.Float(high)}", "the distance of the ends must be finite", "Give a narrower range"));
        }

        if (log && low <= 0)
        {
            problems.Add(new Problem("low", PythonText.Float(low), "`low > 0` must hold on a log scale", "Start from a small positive value such as 1e-8"));
        }

        if (log && step is not null)
        {
            problems.Add(new Problem("step", PythonText.Float(step.Value), "a log scale has no step", "Leave out the step or the log scale"));
        }

        if (step is { } s && !(s > 0 && double.IsFinite(s)))
        {
            problems.Add(new Problem("step", PythonText.Float(s), "`step > 0` must hold", "Give a positive step"));
        }

        return problems;
    }

    // in decimal arithmetic, so that 0.3 is three steps of 0.1, as in Optuna
    private static double LastStep(double low, double high, double step)
    {
        try
        {
            var (l, h, s) = (ToDecimal(low), ToDecimal(high), ToDecimal(step));
            return (h - l) % s == 0 ? high : (double)(l + (Math.Floor((h - l) / s) * s));
        }
        catch (Exception e) when (e is OverflowException or DivideByZeroException)
        {
            return low + (Math.Floor((high - low) / step) * step);
        }
    }

    private static decimal ToDecimal(double value) => decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
