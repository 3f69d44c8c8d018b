using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HyperScaffold.Spaces;

namespace HyperScaffold.Samplers.Tpe;

/// <summary>The normal kernels of one parameter on the unit interval, for <see cref="FastMixture"/>.</summary>
internal sealed class FastNormals
{
    // the prior's kernel: centred, as wide as the interval, cut at its ends
    private static readonly double LogPriorMass = Math.Log(Gaussian.Mass(-0.5, 0.5));
    private readonly NumericScale _scale;
    private readonly int _parameter;

    // first the widths
    private readonly float[] _inverse;
    private readonly float[] _places;

    /// <summary>Initializes a new instance of the <see cref="FastNormals"/> class.</summary>
    /// <param name="kernels">The kernels.</param>
    /// <param name="parameter">The parameter's position.</param>
    /// <param name="factors">Divided by each kernel's width and mass inside the range.</param>
    public FastNormals(NumericKernels kernels, int parameter, float[] factors)
    {
        (_scale, _parameter) = (kernels.Scale, parameter);
        (_inverse, _places) = (new float[factors.Length], new float[factors.Length]);
        var count = kernels.Means.Length - 1;
        SinglePrecision.Convert(kernels.Means.AsSpan(0, count), (_scale.Low, 1 / _scale.Length), _places);
        SinglePrecision.Convert(kernels.Widths.AsSpan(0, count), (0, 1 / _scale.Length), _inverse);
        Divide(factors, count);
    }

    /// <summary>Adds each kernel's log density at a point; returns the prior's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Add(ReadOnlySpan<double> point, Span<Vector<float>> sums)
    {
        var unit = (_scale.ToLine(point[_parameter]) - _scale.Low) / _scale.Length;
        var inverse = MemoryMarshal.Cast<float, Vector<float>>(_inverse);
        var places = MemoryMarshal.Cast<float, Vector<float>>(_places);
        var own = new Vector<float>((float)unit);
        for (var i = 0; i < sums.Length; i++)
        {
            var z = (own * inverse[i]) - places[i];
            sums[i] -= z * z;
        }

        return (-0.5 * (unit - 0.5) * (unit - 0.5)) - LogPriorMass;
    }

    // afterwards both arrays are scaled so that a square needs no half
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Divide(float[] factors, int count)
    {
        _inverse.AsSpan(count).Fill(1);
        var inverse = MemoryMarshal.Cast<float, Vector<float>>(_inverse.AsSpan());
        var places = MemoryMarshal.Cast<float, Vector<float>>(_places.AsSpan());
        var shares = MemoryMarshal.Cast<float, Vector<float>>(factors.AsSpan());
        for (var i = 0; i < shares.Length; i++)
        {
            var place = places[i];
            var own = Vector<float>.One / inverse[i];
            var outside = SinglePrecision.Beyond(place * own) + SinglePrecision.Beyond((Vector<float>.One - place) * own);
            shares[i] *= own / (Vector<float>.One - outside);
            inverse[i] = own * 0.70710678f;
            places[i] = place * inverse[i];
        }
    }
}
