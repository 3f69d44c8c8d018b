using System.Numerics;
using HyperScaffold.Spaces;

namespace HyperScaffold.Samplers.Tpe;

/// <summary>Normal kernels, cut at the ends of the parameter's line, as densities.</summary>
internal class NumericKernels : Kernels
{
    private const int Attempts = 32;
    private readonly double[] _constants;

    public NumericKernels(NumericScale scale, double[] means, double[] widths, bool fast = false)
    {
        (Scale, Means, Widths) = (scale, means, widths);
        Inverse = new double[means.Length];
        _constants = new double[means.Length];
        var done = fast ? FastConstants() : 0;
        for (var i = done; i < means.Length; i++)
        {
            Inverse[i] = 1 / widths[i];
            var inside = Gaussian.Mass((scale.Low - means[i]) * Inverse[i], (scale.High - means[i]) * Inverse[i]);
            _constants[i] = -Math.Log(widths[i] * inside) - Gaussian.LogRootTwoPi;
        }
    }

    public double[] Means { get; }

    public double[] Widths { get; }

    /// <summary>Gets one over the widths.</summary>
    public double[] Inverse { get; }

    protected NumericScale Scale { get; }

    public override void AddLogDensity(double value, Span<double> sums)
    {
        var x = Scale.ToLine(value);
        for (var i = 0; i < sums.Length; i++)
        {
            var z = (x - Means[i]) * Inverse[i];
            sums[i] += _constants[i] - (0.5 * z * z);
        }
    }

    public double ToLine(double value) => Scale.ToLine(value);

    public void AddConstants(double[] sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += _constants[i];
        }
    }

    private int FastConstants()
    {
        var (low, high, shift, i) = (new Vector<double>(Scale.Low), new Vector<double>(Scale.High), new Vector<double>(-Gaussian.LogRootTwoPi), 0);
        for (; i <= Means.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var (mean, width) = (new Vector<double>(Means, i), new Vector<double>(Widths, i));
            var inverse = Vector<double>.One / width;
            var inside = Gaussian.FastBelow((high - mean) * inverse) - Gaussian.FastBelow((low - mean) * inverse);
            inverse.CopyTo(Inverse, i);
            (shift - Vector.Log(width * inside)).CopyTo(_constants, i);
        }

        return i;
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
}
