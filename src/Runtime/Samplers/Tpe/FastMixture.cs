using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HyperScaffold.Samplers.Tpe;

/// <summary>
/// The density of a mixture in single precision, several components at a time: a value on a grid counts as a density.
/// The prior's component is computed apart, so that a place far from all observations keeps its density. What is the
/// same for every mixture over the same parameters is left out.
/// </summary>
internal sealed class FastMixture
{
    // so many factors, each above 1e-3, are multiplied before a logarithm is taken
    private const int FactorsAtOnce = 8;
    private const float Never = -1e30f;
    private readonly FastNormals[] _normals;
    private readonly FastChoices[] _choices;
    private readonly float[] _constants;
    private readonly float[] _sums;
    private readonly double _prior;

    /// <summary>Initializes a new instance of the <see cref="FastMixture"/> class.</summary>
    /// <param name="kernels">One for each parameter.</param>
    /// <param name="weights">The weights of the observations, the prior's last.</param>
    public FastMixture(Kernels[] kernels, double[] weights)
    {
        var count = weights.Length - 1;
        var padded = (count + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        (_constants, _sums, _prior) = (new float[padded], new float[padded], Math.Log(weights[^1]));
        _normals = new FastNormals[kernels.Count(k => k is NumericKernels)];
        _choices = new FastChoices[kernels.Length - _normals.Length];
        var factors = new float[padded];
        Array.Fill(factors, 1f);
        SinglePrecision.Convert(weights.AsSpan(0, count), (0, 1), factors);

        for (var (j, n) = (0, 0); j < kernels.Length; j++)
        {
            if (kernels[j] is ChoiceKernels c)
            {
                _choices[j - n] = new FastChoices(c, j, padded);
                _prior -= Math.Log(c.Choices);
                continue;
            }

            _normals[n++] = new FastNormals((NumericKernels)kernels[j], j, factors);
            if (n % FactorsAtOnce == 0)
            {
                TakeLogarithms(factors);
            }
        }

        TakeLogarithms(factors);
        _constants.AsSpan(count).Fill(Never);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double LogDensity(ReadOnlySpan<double> point)
    {
        var sums = MemoryMarshal.Cast<float, Vector<float>>(_sums.AsSpan());
        _constants.CopyTo(_sums, 0);
        var prior = _prior;
        foreach (var normal in _normals)
        {
            prior += normal.Add(point, sums);
        }

        foreach (var choice in _choices)
        {
            choice.Add(point, sums);
        }

        var most = Most(sums);
        var total = Vector<float>.Zero;
        foreach (var sum in sums)
        {
            total += SinglePrecision.Exp(sum - new Vector<float>(most));
        }

        var high = Math.Max(prior, most);
        return high + Math.Log((Vector.Sum(total) * Math.Exp(most - high)) + Math.Exp(prior - high));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Most(ReadOnlySpan<Vector<float>> sums)
    {
        var largest = new Vector<float>(Never);
        foreach (var sum in sums)
        {
            largest = Vector.Max(largest, sum);
        }

        var most = Never;
        for (var i = 0; i < Vector<float>.Count; i++)
        {
            most = Math.Max(most, largest[i]);
        }

        return most;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeLogarithms(float[] factors)
    {
        var from = MemoryMarshal.Cast<float, Vector<float>>(factors.AsSpan());
        var to = MemoryMarshal.Cast<float, Vector<float>>(_constants.AsSpan());
        for (var i = 0; i < from.Length; i++)
        {
            to[i] += Vector.Log(from[i]);
            from[i] = Vector<float>.One;
        }
    }
}
