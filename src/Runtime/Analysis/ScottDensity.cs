using HyperScaffold.Spaces;
using MathNet.Numerics;

namespace HyperScaffold.Analysis;

/// <summary>
/// A one-dimensional Parzen density over the cells of a parameter, with bandwidths by Scott's rule (Scott 1992) and a
/// prior of the weight of one trial. Made as Optuna's importance makes it, so that both give the same numbers.
/// </summary>
internal static class ScottDensity
{
    // 1.64 deviations hold 90 % of a normal: the narrowest kernel still fills half a cell
    private const double NarrowestWidth = 0.5 / 1.64;
    private const double PriorWeight = 1.0;

    /// <summary>The probability of each cell.</summary>
    /// <param name="distribution">What the parameter may be; not single.</param>
    /// <param name="values">Internal values.</param>
    /// <param name="cells">The most cells of a numeric range.</param>
    public static double[] Of(Distribution distribution, IReadOnlyList<double> values, int cells) => distribution switch
    {
        CategoricalDistribution c => OfChoices(Count(values.Select(v => (int)v), c.Choices.Count)),
        FloatDistribution f => OfCells(Count(Indices(values, f.Low, f.High, f.Log, FloatCells(f, cells)), FloatCells(f, cells))),
        IntDistribution i => OfCells(Count(Indices(values, i.Low, i.High, i.Log, IntCells(i, cells)), IntCells(i, cells))),
        _ => throw new NotSupportedException($"No density is known for {distribution.GetType().Name}."),
    };

    private static int FloatCells(FloatDistribution distribution, int cells) =>
        (int)Math.Min(distribution.Count ?? cells, cells);

    private static int IntCells(IntDistribution distribution, int cells) => distribution.Log
        ? Math.Min((int)Math.Ceiling(Math.Log((distribution.High - distribution.Low) + 1.0) / Math.Log(2)) + 1, cells)
        : (int)Math.Min(distribution.Count ?? cells, cells);

    // the cell whose grid point is the first at or above the value less half a cell
    private static IEnumerable<int> Indices(IReadOnlyList<double> values, double low, double high, bool log, int cells)
    {
        var (from, to) = log ? (Math.Log(low), Math.Log(high)) : (low, high);
        var step = (to - from) / (cells - 1);
        var grid = Enumerable.Range(0, cells).Select(k => k == cells - 1 ? to : from + (k * step)).ToArray();
        var width = grid[1] - grid[0];
        foreach (var value in values)
        {
            var found = Array.BinarySearch(grid, (log ? Math.Log(value) : value) - (width / 2));
            yield return Math.Min(found < 0 ? ~found : found, cells - 1);
        }
    }

    private static int[] Count(IEnumerable<int> indices, int cells)
    {
        var counts = new int[cells];
        foreach (var index in indices)
        {
            counts[index]++;
        }

        return counts;
    }

    private static double[] OfChoices(int[] counts)
    {
        var density = new double[counts.Length];
        var observed = counts.Count(c => c > 0);
        var total = counts.Sum() + PriorWeight;
        var even = PriorWeight / (observed + 1);
        var rowSum = 1 + (even * counts.Length);
        for (var k = 0; k < counts.Length; k++)
        {
            density[k] = PriorWeight / counts.Length / total;
            for (var c = 0; c < counts.Length; c++)
            {
                density[k] += counts[c] / total * (even + (c == k ? 1 : 0)) / rowSum;
            }
        }

        return density;
    }

    private static double[] OfCells(int[] counts)
    {
        var total = counts.Sum() + PriorWeight;
        var width = Bandwidth(counts);
        var density = new double[counts.Length];
        for (var cell = 0; cell < counts.Length; cell++)
        {
            if (counts[cell] > 0)
            {
                AddKernel(density, counts[cell] / total, cell, width);
            }
        }

        AddKernel(density, PriorWeight / total, 0.5 * (counts.Length - 1), counts.Length);
        return density;
    }

    private static double Bandwidth(int[] counts)
    {
        var cells = Enumerable.Range(0, counts.Length).Where(k => counts[k] > 0).ToArray();
        if (cells.Length == 0)
        {
            return NarrowestWidth;
        }

        double trials = counts.Sum();
        var mean = cells.Sum(k => k * (counts[k] / trials));
        var deviation = Math.Sqrt(cells.Sum(k => (k - mean) * (k - mean) * counts[k]) / Math.Max(1, trials - 1));
        var spread = Upper(cells, counts, Math.Floor(trials * 3 / 4)) - Lower(cells, counts, Math.Floor(trials / 4));
        return Math.Max(1.059 * Math.Min(spread / 1.34, deviation) * Math.Pow(trials, -0.2), NarrowestWidth);
    }

    // the first observed cell at which the count so far reaches the rank
    private static int Lower(int[] cells, int[] counts, double rank)
    {
        var sum = 0;
        return cells.First(k => (sum += counts[k]) >= rank);
    }

    // the first observed cell at which the count so far exceeds the rank, or the last one
    private static int Upper(int[] cells, int[] counts, double rank)
    {
        var sum = 0;
        return cells.FirstOrDefault(k => (sum += counts[k]) > rank, cells[^1]);
    }

    private static void AddKernel(double[] density, double weight, double center, double width)
    {
        var whole = Mass(-0.5, density.Length - 0.5, center, width);
        for (var k = 0; k < density.Length; k++)
        {
            density[k] += weight * Mass(k - 0.5, k + 0.5, center, width) / whole;
        }
    }

    // the difference of two complements keeps its digits in the tail that it lies in
    private static double Mass(double from, double to, double center, double width)
    {
        var (a, b) = ((from - center) / (width * Constants.Sqrt2), (to - center) / (width * Constants.Sqrt2));
        return b <= 0 ? 0.5 * (SpecialFunctions.Erfc(-b) - SpecialFunctions.Erfc(-a)) : 0.5 * (SpecialFunctions.Erfc(a) - SpecialFunctions.Erfc(b));
    }
}
