using MathNet.Numerics;

namespace HyperScaffold.Samplers;

/// <summary>The standard normal distribution.</summary>
internal static class Gaussian
{
    public static readonly double LogRootTwoPi = 0.5 * Math.Log(2 * Math.PI);

    public static double Density(double z) => Math.Exp((-0.5 * z * z) - LogRootTwoPi);

    public static double Below(double z) => 0.5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2);

    /// <summary>The probability between two places, exact in both tails.</summary>
    public static double Mass(double from, double to) => from > 0 ? Below(-from) - Below(-to) : Below(to) - Below(from);
}
