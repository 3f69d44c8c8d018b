using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HyperScaffold.Samplers.Gp;

/// <summary>The two loops in which the model spends its time: four rows at once, so that memory is read a quarter as often.</summary>
internal static class FourRows
{
    /// <summary>Four rows of a matrix times one vector, which is loaded once.</summary>
    /// <param name="rows">The matrix from the first of the rows on.</param>
    /// <param name="stride">The length of its rows.</param>
    /// <param name="x">The vector, not longer than a row.</param>
    /// <param name="result">Takes the four products.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dots(ReadOnlySpan<double> rows, int stride, ReadOnlySpan<double> x, Span<double> result)
    {
        ref var a = ref MemoryMarshal.GetReference(rows[..((3 * stride) + x.Length)]);
        ref var b = ref MemoryMarshal.GetReference(x);
        var (s0, s1, s2, s3) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
        var i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var v = Vector.LoadUnsafe(ref b, (nuint)i);
            s0 = Vector.FusedMultiplyAdd(v, Vector.LoadUnsafe(ref a, (nuint)i), s0);
            s1 = Vector.FusedMultiplyAdd(v, Vector.LoadUnsafe(ref a, (nuint)(i + stride)), s1);
            s2 = Vector.FusedMultiplyAdd(v, Vector.LoadUnsafe(ref a, (nuint)(i + (2 * stride))), s2);
            s3 = Vector.FusedMultiplyAdd(v, Vector.LoadUnsafe(ref a, (nuint)(i + (3 * stride))), s3);
        }

        (result[0], result[1], result[2], result[3]) = (Vector.Sum(s0), Vector.Sum(s1), Vector.Sum(s2), Vector.Sum(s3));
        for (; i < x.Length; i++)
        {
            for (var k = 0; k < 4; k++)
            {
                result[k] += x[i] * rows[i + (k * stride)];
            }
        }
    }

    /// <summary>Adds multiples of four rows of a matrix to a row, which is loaded and stored once.</summary>
    /// <param name="to">The row, not longer than the matrix's.</param>
    /// <param name="sign">A factor of all four.</param>
    /// <param name="factors">The four factors.</param>
    /// <param name="rows">The matrix from the first of the rows on.</param>
    /// <param name="stride">The length of its rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<double> to, double sign, ReadOnlySpan<double> factors, ReadOnlySpan<double> rows, int stride)
    {
        ref var a = ref MemoryMarshal.GetReference(rows[..((3 * stride) + to.Length)]);
        ref var b = ref MemoryMarshal.GetReference(to);
        var (f0, f1, f2, f3) = (new Vector<double>(sign * factors[0]), new Vector<double>(sign * factors[1]), new Vector<double>(sign * factors[2]), new Vector<double>(sign * factors[3]));
        var i = 0;
        for (; i <= to.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var sum = Vector.FusedMultiplyAdd(f0, Vector.LoadUnsafe(ref a, (nuint)i), Vector.LoadUnsafe(ref b, (nuint)i));
            sum = Vector.FusedMultiplyAdd(f1, Vector.LoadUnsafe(ref a, (nuint)(i + stride)), sum);
            sum = Vector.FusedMultiplyAdd(f2, Vector.LoadUnsafe(ref a, (nuint)(i + (2 * stride))), sum);
            Vector.FusedMultiplyAdd(f3, Vector.LoadUnsafe(ref a, (nuint)(i + (3 * stride))), sum).StoreUnsafe(ref b, (nuint)i);
        }

        for (; i < to.Length; i++)
        {
            for (var k = 0; k < 4; k++)
            {
                to[i] += sign * factors[k] * rows[i + (k * stride)];
            }
        }
    }
}
