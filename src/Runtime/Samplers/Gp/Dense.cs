using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HyperScaffold.Samplers.Gp;

/// <summary>The few loops over dense rows that take nearly all the time of the model; matrices are row after row in one array.</summary>
internal static class Dense
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var va = MemoryMarshal.Cast<double, Vector<double>>(a);
        var vb = MemoryMarshal.Cast<double, Vector<double>>(b[..a.Length]);
        var (first, second) = (Vector<double>.Zero, Vector<double>.Zero);
        var i = 0;
        for (; i + 1 < va.Length; i += 2)
        {
            first += va[i] * vb[i];
            second += va[i + 1] * vb[i + 1];
        }

        if (i < va.Length)
        {
            first += va[i] * vb[i];
        }

        var sum = Vector.Sum(first + second);
        for (var k = va.Length * Vector<double>.Count; k < a.Length; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }

    /// <summary>Adds a multiple of a row to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<double> to, double factor, ReadOnlySpan<double> row)
    {
        var vt = MemoryMarshal.Cast<double, Vector<double>>(to);
        var vr = MemoryMarshal.Cast<double, Vector<double>>(row[..to.Length]);
        var vf = new Vector<double>(factor);
        for (var i = 0; i < vt.Length; i++)
        {
            vt[i] += vf * vr[i];
        }

        for (var k = vt.Length * Vector<double>.Count; k < to.Length; k++)
        {
            to[k] += factor * row[k];
        }
    }

    /// <summary>Replaces the lower half of a symmetric matrix by its Cholesky factor; false where it is not positive definite.</summary>
    public static bool Factor(double[] a, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var row = a.AsSpan(i * n, i + 1);
            for (var j = 0; j < i; j++)
            {
                row[j] = (row[j] - Dot(row[..j], a.AsSpan(j * n, j))) / a[(j * n) + j];
            }

            var left = row[i] - Dot(row[..i], row[..i]);
            if (!(left > 0))
            {
                return false;
            }

            row[i] = Math.Sqrt(left);
        }

        return true;
    }

    /// <summary>The inverse of a lower triangular matrix.</summary>
    public static double[] InverseOfLower(double[] l, int n)
    {
        var inverse = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            var row = inverse.AsSpan(i * n, n);
            for (var k = 0; k < i; k++)
            {
                Add(row[..(k + 1)], -l[(i * n) + k], inverse.AsSpan(k * n, k + 1));
            }

            var scale = 1 / l[(i * n) + i];
            row[i] = 1;
            for (var k = 0; k <= i; k++)
            {
                row[k] *= scale;
            }
        }

        return inverse;
    }

    /// <summary>The first rows of a lower triangular matrix times a vector.</summary>
    public static void LowerTimes(double[] l, int rows, int n, ReadOnlySpan<double> x, Span<double> result)
    {
        for (var i = 0; i < rows; i++)
        {
            result[i] = Dot(l.AsSpan(i * n, i + 1), x);
        }
    }

    /// <summary>The transpose of a lower triangular matrix times a vector.</summary>
    public static void TransposeTimes(double[] l, int n, ReadOnlySpan<double> x, Span<double> result)
    {
        result.Clear();
        for (var i = 0; i < n; i++)
        {
            Add(result[..(i + 1)], x[i], l.AsSpan(i * n, i + 1));
        }
    }

    /// <summary>The lower half of the transpose of a lower triangular matrix times the matrix.</summary>
    public static double[] Gram(double[] l, int n)
    {
        var gram = new double[n * n];
        for (var k = 0; k < n; k++)
        {
            for (var i = 0; i <= k; i++)
            {
                Add(gram.AsSpan(i * n, i + 1), l[(k * n) + i], l.AsSpan(k * n, i + 1));
            }
        }

        return gram;
    }
}
