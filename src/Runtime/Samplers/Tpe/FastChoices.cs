using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HyperScaffold.Samplers.Tpe;

/// <summary>The kernels of one categorical parameter, for <see cref="FastMixture"/>.</summary>
internal sealed class FastChoices
{
    private readonly int _parameter;
    private readonly float[] _observed;
    private readonly Vector<float> _same;
    private readonly Vector<float> _other;

    /// <summary>Initializes a new instance of the <see cref="FastChoices"/> class.</summary>
    /// <param name="kernels">The kernels.</param>
    /// <param name="parameter">The parameter's position.</param>
    /// <param name="padded">The number of kernels with padding.</param>
    public FastChoices(ChoiceKernels kernels, int parameter, int padded)
    {
        (_parameter, _observed) = (parameter, new float[padded]);
        for (var i = 0; i < kernels.Observed.Length; i++)
        {
            _observed[i] = (float)kernels.Observed[i];
        }

        (_same, _other) = (new Vector<float>((float)Math.Log(kernels.Same)), new Vector<float>((float)Math.Log(kernels.Other)));
    }

    /// <summary>Adds each kernel's log share of a point's choice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<double> point, Span<Vector<float>> sums)
    {
        var observed = MemoryMarshal.Cast<float, Vector<float>>(_observed);
        var own = new Vector<float>((float)point[_parameter]);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += Vector.ConditionalSelect(Vector.Equals(observed[i], own), _same, _other);
        }
    }
}
