using HyperScaffold.Spaces;

namespace HyperScaffold.Samplers.Tpe;

/// <summary>Normal kernels, cut at the ends of the parameter's line, as densities.</summary>
internal class NumericKernels : Kernels
{
    private const int Attempts = 32;
    private double[]? _constants;
    private double[]? _inverse;

    public NumericKernels(NumericScale scale, double[] means, double[] widths) => (Scale, Means, Widths) = (scale, means, widths);

    public double[] Means { get; }

    public double[] Widths { get; }

    /// <summary>Gets one over the widths.</summary>
    public double[] Inverse => _inverse ??= Array.ConvertAll(Widths, w => 1 / w);

    public NumericScale Scale { get; }

    private double[] Constants => _constants ??= [.. Means.Select((_, i) => Constant(i))];

    public override void AddLogDensity(double value, Span<double> sums)
    {
        var x = Scale.ToLine(value);
        for (var i = 0; i < sums.Length; i++)
        {
            var z = (x - Means[i]) * Inverse[i];
            sums[i] += Constants[i] - (0.5 * z * z);
        }
    }

    public double ToLine(double value) => Scale.ToLine(value);

    public void AddConstants(double[] sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += Constants[i];
        }
    }

    public override double Draw(int kernel, Axis axis, RandomSource random)
    {
        var place = axis.Scale!;
        for (var i = 0; i < Attempts; i++)
        {
            var x = Means[kernel] + (Widths[kernel] * random.NextNormal());
            if (x >= place.Low && x <= place.High)
            {
                return place.FromLine(x);
            }
        }

        return place.FromLine(random.NextUniform(place.Low, place.High));
    }

    private double Constant(int i)
    {
        var inside = Gaussian.Mass((Scale.Low - Means[i]) * Inverse[i], (Scale.High - Means[i]) * Inverse[i]);
        return -Math.Log(Widths[i] * inside) - Gaussian.LogRootTwoPi;
    }
}
