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
