using System.Runtime.CompilerServices;
using HyperScaffold.Spaces;

namespace HyperScaffold.Samplers.Tpe;

/// <summary>The widths of normal kernels.</summary>
internal static class Bandwidths
{
    /// <summary>The widths of the observations' kernels and, last, the prior's: the whole line.</summary>
    /// <param name="means">The kernels' centres on the line; the prior's is last.</param>
    /// <param name="order">The observations by their place on the line.</param>
    /// <param name="scale">The parameter's line.</param>
    /// <param name="rule">How wide.</param>
    /// <param name="dimensions">How many parameters are modelled together.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] Of(double[] means, int[] order, NumericScale scale, TpeBandwidth rule, int dimensions)
    {
        var n = means.Length - 1;
        var widths = rule == TpeBandwidth.Rule ? ByRule(n, dimensions, scale) : ByNeighbours(means, order, scale);
        var least = scale.Length / Math.Min(100, n + 2);
        for (var i = 0; i < n; i++)
        {
            widths[i] = Math.Clamp(widths[i], least, scale.Length);
        }

        widths[n] = scale.Length;
        return widths;
    }

    private static double[] ByRule(int n, int dimensions, NumericScale scale)
    {
        var widths = new double[n + 1];
        Array.Fill(widths, 0.2 * Math.Pow(Math.Max(n, 1), -1.0 / (dimensions + 4)) * scale.Length);
        return widths;
    }

    // the outermost observations look inward only, unless there is just one
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] ByNeighbours(double[] means, int[] order, NumericScale scale)
    {
        var (n, widths) = (order.Length, new double[order.Length + 1]);
        if (n == 1)
        {
            widths[0] = Math.Max(means[0] - scale.Low, scale.High - means[0]);
        }

        for (var i = 1; i < n; i++)
        {
            // each gap widens its left end once more, and is the first of its right end
            var gap = means[order[i]] - means[order[i - 1]];
            widths[order[i - 1]] = Math.Max(widths[order[i - 1]], gap);
            widths[order[i]] = gap;
        }

        return widths;
    }
}
