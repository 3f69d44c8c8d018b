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

    /// <summary>Adds a multiple of the squared distances of a place from others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSquares(Span<double> to, double factor, double place, ReadOnlySpan<double> others)
    {
        var vt = MemoryMarshal.Cast<double, Vector<double>>(to);
        var vo = MemoryMarshal.Cast<double, Vector<double>>(others[..to.Length]);
        var (vf, vp) = (new Vector<double>(factor), new Vector<double>(place));
        for (var i = 0; i < vt.Length; i++)
        {
            var distance = vp - vo[i];
            vt[i] += vf * distance * distance;
        }

        for (var k = vt.Length * Vector<double>.Count; k < to.Length; k++)
        {
            to[k] += factor * (place - others[k]) * (place - others[k]);
        }
    }

    /// <summary>Replaces the lower half of a symmetric matrix by its Cholesky factor; false where it is not positive definite.</summary>
    public static bool Factor(double[] a, int n)
    {
        Span<double> four = stackalloc double[4];
        for (var j = 0; j < n; j++)
        {
            var row = a.AsSpan(j * n, j);
            var left = a[(j * n) + j] - Dot(row, row);
            if (!(left > 0))
            {
                return false;
            }

            var root = Math.Sqrt(left);
            a[(j * n) + j] = root;
            var i = j + 1;
            for (; i + 3 < n; i += 4)
            {
                FourRows.Dots(a.AsSpan(i * n), n, row, four);
                for (var k = 0; k < 4; k++)
                {
                    a[((i + k) * n) + j] = (a[((i + k) * n) + j] - four[k]) / root;
                }
            }

            for (; i < n; i++)
            {
                a[(i * n) + j] = (a[(i * n) + j] - Dot(row, a.AsSpan(i * n, j))) / root;
            }
        }

        return true;
    }

    /// <summary>The inverse of a lower triangular matrix.</summary>
    public static double[] InverseOfLower(double[] l, int n)
    {
        var inverse = new double[n * n];
        InverseOfLower(l, n, inverse);
        return inverse;
    }

    /// <summary>Writes the inverse of a lower triangular matrix over an earlier one.</summary>
    public static void InverseOfLower(double[] l, int n, double[] inverse)
    {
        for (var i = 0; i < n; i++)
        {
            var (row, k) = (i * n, 0);
            inverse.AsSpan(row, i + 1).Clear();
            for (; k + 3 < i; k += 4)
            {
                FourRows.Add(inverse.AsSpan(row, k + 4), -1, l.AsSpan(row + k, 4), inverse.AsSpan(k * n), n);
            }

            for (; k < i; k++)
            {
                Add(inverse.AsSpan(row, k + 1), -l[row + k], inverse.AsSpan(k * n, k + 1));
            }

            var scale = 1 / l[row + i];
            inverse[row + i] = 1;
            for (k = 0; k <= i; k++)
            {
                inverse[row + k] *= scale;
            }
        }
    }

    /// <summary>The first rows of a lower triangular matrix, zero above, times a vector.</summary>
    public static void LowerTimes(double[] l, int rows, int n, ReadOnlySpan<double> x, Span<double> result)
    {
        var i = 0;
        for (; i + 3 < rows; i += 4)
        {
            FourRows.Dots(l.AsSpan(i * n), n, x[..(i + 4)], result.Slice(i, 4));
        }

        for (; i < rows; i++)
        {
            result[i] = Dot(l.AsSpan(i * n, i + 1), x);
        }
    }

    /// <summary>The transpose of a lower triangular matrix, zero above, times a vector.</summary>
    public static void TransposeTimes(double[] l, int n, ReadOnlySpan<double> x, Span<double> result)
    {
        result.Clear();
        var i = 0;
        for (; i + 3 < n; i += 4)
        {
            FourRows.Add(result[..(i + 4)], 1, x.Slice(i, 4), l.AsSpan(i * n), n);
        }

        for (; i < n; i++)
        {
            Add(result[..(i + 1)], x[i], l.AsSpan(i * n, i + 1));
        }
    }

    /// <summary>Writes the lower half of the transpose of a lower triangular matrix times the matrix.</summary>
    public static void Gram(double[] l, int n, double[] gram)
    {
        Span<double> factors = stackalloc double[4];
        for (var i = 0; i < n; i++)
        {
            var row = gram.AsSpan(i * n, i + 1);
            var k = i;
            row.Clear();
            for (; k + 3 < n; k += 4)
            {
                for (var f = 0; f < 4; f++)
                {
                    factors[f] = l[((k + f) * n) + i];
                }

                FourRows.Add(row, 1, factors, l.AsSpan(k * n), n);
            }

            for (; k < n; k++)
            {
                Add(row, l[(k * n) + i], l.AsSpan(k * n, i + 1));
            }
        }
    }
}
