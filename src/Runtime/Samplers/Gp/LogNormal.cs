using MathNet.Numerics;

namespace HyperScaffold.Samplers.Gp;

/// <summary>Logarithms of normal probabilities and of expected improvement that keep their digits far out in the tail.</summary>
internal static class LogNormal
{
    // from here on the asymptotic series is exact to the last digits
    private const double Far = -15;
    private const int Terms = 16;
    private static readonly double RootHalfPi = Math.Sqrt(Math.PI / 2);

    public static double LogDensity(double z) => (-0.5 * z * z) - Gaussian.LogRootTwoPi;

    /// <summary>The logarithm of the probability below z.</summary>
    public static double LogBelow(double z)
    {
        if (z > 5)
        {
            return SpecialFunctions.Log1p(-Gaussian.Below(-z));
        }

        return z > Far ? Math.Log(Gaussian.Below(z)) : LogDensity(z) - Math.Log(-z) + Math.Log(Series(z, 1));
    }

    /// <summary>The logarithm of h(z) = density(z) + z below(z), the expected excess of a standard normal over -z (Ament et al. 2023).</summary>
    public static double LogExcess(double z)
    {
        if (z > -1)
        {
            return Math.Log(Gaussian.Density(z) + (z * Gaussian.Below(z)));
        }

        if (z > Far)
        {
            // density (1 - |z| Mills' ratio): the subtraction loses two digits at most
            var mills = RootHalfPi * Math.Exp(0.5 * z * z) * SpecialFunctions.Erfc(-z / Constants.Sqrt2);
            return LogDensity(z) + Math.Log(1 + (z * mills));
        }

        return LogDensity(z) - (2 * Math.Log(-z)) + Math.Log(Series(z, 3));
    }

    // 1 - f / z^2 + f (f + 2) / z^4 - ...: Mills' ratio for f = 1, its excess for f = 3
    private static double Series(double z, int first)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 0; k < Terms; k++)
        {
            term *= -(first + (2 * k)) / (z * z);
            sum += term;
        }

        return sum;
    }
}
