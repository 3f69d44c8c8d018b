using System.Numerics;
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

    /// <summary>The probability below several places at once, to 1e-7 (Abramowitz and Stegun 1964, 7.1.26).</summary>
    public static Vector<double> FastBelow(Vector<double> z)
    {
        var x = Vector.Min(Vector.Abs(z) * new Vector<double>(1 / Constants.Sqrt2), new Vector<double>(6.0));
        var t = Vector<double>.One / (Vector<double>.One + (x * 0.3275911));
        var sum = t * (new Vector<double>(0.254829592) + (t * (new Vector<double>(-0.284496736)
            + (t * (new Vector<double>(1.421413741) + (t * (new Vector<double>(-1.453152027) + (t * 1.061405429))))))));
        var tail = sum * Vector.Exp(-x * x) * 0.5;
        return Vector.ConditionalSelect(Vector.GreaterThan(z, Vector<double>.Zero), Vector<double>.One - tail, tail);
    }
}
