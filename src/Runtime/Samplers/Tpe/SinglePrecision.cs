using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperScaffold.Samplers.Tpe;

/// <summary>Functions of several single-precision numbers at once, to about 1e-6: enough to rank candidates.</summary>
internal static class SinglePrecision
{
    // below this the exponential is no normal number
    private const float Least = -87;

    /// <summary>The exponential of numbers up to 80; below -87 as at -87.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp(Vector<float> x)
    {
        var bits = Vector.Max(x, new Vector<float>(Least)) * 1.44269504f;
        var whole = Vector.Floor(bits + new Vector<float>(0.5f));
        var rest = bits - whole;

        // 2 to the power of the rest by its Taylor series around 0
        var power = new Vector<float>(1.540353e-4f);
        power = Vector.FusedMultiplyAdd(power, rest, new Vector<float>(1.333356e-3f));
        power = Vector.FusedMultiplyAdd(power, rest, new Vector<float>(9.618129e-3f));
        power = Vector.FusedMultiplyAdd(power, rest, new Vector<float>(5.550411e-2f));
        power = Vector.FusedMultiplyAdd(power, rest, new Vector<float>(2.4022651e-1f));
        power = Vector.FusedMultiplyAdd(power, rest, new Vector<float>(6.9314718e-1f));
        power = Vector.FusedMultiplyAdd(power, rest, Vector<float>.One);
        return power * Vector.AsVectorSingle(Vector.ShiftLeft(Vector.ConvertToInt32(whole) + new Vector<int>(127), 23));
    }

    /// <summary>Takes numbers over: each less an origin, times a factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Convert(ReadOnlySpan<double> from, (double Origin, double Factor) line, Span<float> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = (float)((from[i] - line.Origin) * line.Factor);
        }
    }

    /// <summary>The standard normal probability beyond a place that is not negative (Abramowitz and Stegun 1964, 7.1.26).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Beyond(Vector<float> z)
    {
        var x = z * 0.70710678f;
        var t = Vector<float>.One / (Vector<float>.One + (x * 0.3275911f));
        var sum = new Vector<float>(1.061405429f);
        sum = Vector.FusedMultiplyAdd(sum, t, new Vector<float>(-1.453152027f));
        sum = Vector.FusedMultiplyAdd(sum, t, new Vector<float>(1.421413741f));
        sum = Vector.FusedMultiplyAdd(sum, t, new Vector<float>(-0.284496736f));
        sum = Vector.FusedMultiplyAdd(sum, t, new Vector<float>(0.254829592f));
        return sum * t * Exp(-x * x) * 0.5f;
    }
}
