using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HyperScaffold.Samplers.Gp;

/// <summary>
/// The Matern kernel of smoothness 5/2 with a length for each dimension; a categorical dimension counts 1 where choices
/// differ. The argument is D = sum of w_j d_j^2, the weighted squared distance.
/// </summary>
/// <param name="Weights">The inverse squared length of each dimension.</param>
/// <param name="Scale">The prior variance.</param>
/// <param name="Noise">The variance of an observation around the function.</param>
internal sealed record MaternKernel(double[] Weights, double Scale, double Noise)
{
    // exp is slow, one by one, where any of its arguments underflows
    private const double Least = -700;
    private static readonly double RootFive = Math.Sqrt(5);

    public double Of(double distance)
    {
        var r = RootFive * Math.Sqrt(distance);
        return Scale * Math.Exp(-r) * (1 + r + (r * r / 3));
    }

    /// <summary>The kernel and its derivative by D, which is finite at 0.</summary>
    public (double Value, double Slope) WithSlope(double distance)
    {
        var r = RootFive * Math.Sqrt(distance);
        var decay = Scale * Math.Exp(-r);
        return (decay * (1 + r + (r * r / 3)), -5.0 / 6.0 * decay * (1 + r));
    }

    /// <summary>Replaces distances by the kernel, and writes its derivative by them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(Span<double> distances, Span<double> slopes)
    {
        var d = MemoryMarshal.Cast<double, Vector<double>>(distances);
        var s = MemoryMarshal.Cast<double, Vector<double>>(slopes);
        for (var i = 0; i < d.Length; i++)
        {
            var r = Vector.SquareRoot(d[i]) * RootFive;
            var decay = Vector.Exp(Vector.Max(-r, new Vector<double>(Least))) * Scale;
            var near = Vector<double>.One + r;
            d[i] = decay * (near + (r * r * (1.0 / 3)));
            if (i < s.Length)
            {
                s[i] = decay * near * (-5.0 / 6.0);
            }
        }

        for (var i = d.Length * Vector<double>.Count; i < distances.Length; i++)
        {
            var (value, slope) = WithSlope(distances[i]);
            distances[i] = value;
            if (i < slopes.Length)
            {
                slopes[i] = slope;
            }
        }
    }

    public double Distance(ReadOnlySpan<double> x, ReadOnlySpan<double> y, bool[] categorical)
    {
        var sum = 0.0;
        for (var j = 0; j < Weights.Length; j++)
        {
            sum += Weights[j] * Squared(x[j], y[j], categorical[j]);
        }

        return sum;
    }

    public static double Squared(double x, double y, bool categorical) =>
        categorical ? (x == y ? 0 : 1) : (x - y) * (x - y);
}
