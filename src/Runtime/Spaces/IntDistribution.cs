using System.Globalization;

namespace HyperScaffold.Spaces;

/// <summary>A whole number between two ends, both included; optionally on a log scale or in steps.</summary>
public sealed record IntDistribution : Distribution
{
    private const long Largest = 1L << 53;

    /// <summary>Initializes a new instance of the <see cref="IntDistribution"/> class.</summary>
    /// <param name="low">The lower end; at least 1 on a log scale.</param>
    /// <param name="high">The upper end; lowered to the last step where the step does not divide the range.</param>
    /// <param name="log">True for a log scale.</param>
    /// <param name="step">The distance of neighbouring values, at least 1; 1 on a log scale.</param>
    /// <exception cref="HyperException">The ends or the step break a rule.</exception>
    public IntDistribution(long low, long high, bool log = false, long step = 1)
    {
        HyperException.ThrowIfAny(nameof(IntDistribution), Check(low, high, log, step));
        (Low, Log, Step) = (low, log, step);
        High = low + ((high - low) / step * step);
    }

    /// <summary>Gets the lower end, included.</summary>
    public long Low { get; }

    /// <summary>Gets the upper end, included.</summary>
    public long High { get; }

    /// <summary>Gets a value indicating whether the scale is logarithmic.</summary>
    public bool Log { get; }

    /// <summary>Gets the step.</summary>
    public long Step { get; }

    /// <inheritdoc/>
    public override bool IsSingle => Low == High;

    /// <inheritdoc/>
    public override long? Count => ((High - Low) / Step) + 1;

    /// <inheritdoc/>
    public override bool Contains(double value) => value >= Low && value <= High;

    /// <inheritdoc/>
    public override object? ToExternal(double value) => (long)Math.Round(value);

    /// <inheritdoc/>
    public override double ToInternal(object? value)
    {
        if (value is not (double or float or decimal or long or int or short or sbyte or ulong or uint or ushort or byte))
        {
            throw new HyperException($"An int parameter must be a whole number, but got {value ?? "null"}.");
        }

        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return number == Math.Floor(number)
            ? number
            : throw new HyperException($"An int parameter must be a whole number, but got {PythonText.Float(number)}.");
    }

    /// <inheritdoc/>
    public override bool IsCompatibleWith(Distribution other) => other is IntDistribution i && i.Log == Log;

    private static List<Problem> Check(long low, long high, bool log, long step)
    {
        var problems = new List<Problem>();
        if (Math.Min(low, high) < -Largest || Math.Max(low, high) > Largest)
        {
            problems.Add(new Problem("low, high", $"{low}, {high}", "both ends must lie within 2^53 of 0, where every whole number has a double of its own", "Give smaller numbers"));
        }

        if (low > high)
        {
            problems.Add(new Problem("low, high", $"{low}, {high}", "`low <= high` must hold", "Swap the ends"));
        }

        if (log && low < 1)
        {
            problems.Add(new Problem("low", $"{low}", "`low >= 1` must hold on a log scale", "Start from 1 or more"));
        }

        if (step < 1)
        {
            problems.Add(new Problem("step", $"{step}", "`step >= 1` must hold", "Give a positive step"));
        }
        else if (log && step != 1)
        {
            problems.Add(new Problem("step", $"{step}", "a log scale has no step", "Leave out the step or the log scale"));
        }

        return problems;
    }
}
