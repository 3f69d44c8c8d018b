using MathNet.Numerics.Distributions;

namespace HyperScaffold.Tool.Evidence;

/// <summary>A mean with its two-sided 95 % interval by Student's t (Student 1908), which assumes nothing but about normal means.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="Count">How many values it is of.</param>
internal sealed record Interval(double Mean, double Low, double High, int Count)
{
    private const double Upper = 0.975;

    /// <summary>Computes the interval.</summary>
    /// <param name="values">The values, one a seed; those that are no number are left out.</param>
    /// <returns>The interval; infinitely wide for fewer than two values.</returns>
    public static Interval Of(IEnumerable<double> values)
    {
        var known = values.Where(double.IsFinite).ToList();
        if (known.Count < 2)
        {
            return new Interval(known.Count == 0 ? double.NaN : known[0], double.NegativeInfinity, double.PositiveInfinity, known.Count);
        }

        var mean = known.Average();
        var deviation = Math.Sqrt(known.Sum(v => (v - mean) * (v - mean)) / (known.Count - 1));
        var half = StudentT.InvCDF(0, 1, known.Count - 1, Upper) * deviation / Math.Sqrt(known.Count);
        return new Interval(mean, mean - half, mean + half, known.Count);
    }

    /// <summary>Computes the interval of the difference of two means whose values do not belong together (Welch 1947).</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>The interval of left less right.</returns>
    public static Interval Difference(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var mean = left.Average() - right.Average();
        var (a, b) = (Error(left), Error(right));
        if (a + b <= 0)
        {
            return new Interval(mean, mean, mean, left.Count);
        }

        var degrees = (a + b) * (a + b) / ((a * a / (left.Count - 1)) + (b * b / (right.Count - 1)));
        var half = StudentT.InvCDF(0, 1, degrees, Upper) * Math.Sqrt(a + b);
        return new Interval(mean, mean - half, mean + half, left.Count);
    }

    // the squared standard error of the mean
    private static double Error(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1) / values.Count;
    }
}
