namespace HyperScaffold.Samplers;

/// <summary>Numbers the points of a countable space, conditional parameters included: 0 to <see cref="Count"/> - 1.</summary>
internal sealed class FinitePoints
{
    // beyond this a repeated point is a matter of chance that no study meets
    private const long Largest = 100_000_000;
    private readonly Axis[] _axes;
    private readonly long[][] _sizes;
    private readonly List<int>[] _children;

    private FinitePoints(Axis[] axes)
    {
        _axes = axes;
        _children = [.. axes.Select((_, i) => Enumerable.Range(0, axes.Length).Where(c => axes[c].Parent == i).ToList())];
        _sizes = new long[axes.Length][];
    }

    public long Count { get; private set; }

    /// <summary>Numbers a space; null where it is not countable or too large for repeats to matter.</summary>
    public static FinitePoints? Of(AxisSet set)
    {
        if (set.Axes.Any(a => a.Fixed is null && a.Count is null or > Largest))
        {
            return null;
        }

        var points = new FinitePoints(set.Axes);
        for (var i = set.Axes.Length - 1; i >= 0; i--)
        {
            points._sizes[i] = points.SizesOf(i);
        }

        points.Count = points.Roots.Aggregate(1L, (product, i) => Product(product, Sum(points._sizes[i])));
        return points.Count > Largest ? null : points;
    }

    /// <summary>The number of a point; -1 where it lies outside.</summary>
    public long IndexOf(double[] point) => Roots.Aggregate(0L, (index, i) => Join(index, i, point));

    /// <summary>The point with a number.</summary>
    public double[] At(long index)
    {
        var point = new double[_axes.Length];
        Array.Fill(point, double.NaN);
        var roots = Roots.ToList();
        for (var r = roots.Count - 1; r >= 0; r--)
        {
            var total = Sum(_sizes[roots[r]]);
            Place(roots[r], index % total, point);
            index /= total;
        }

        return point;
    }

    private IEnumerable<int> Roots => Enumerable.Range(0, _axes.Length).Where(i => _axes[i].Parent < 0);

    // one entry where nothing depends on the axis: all its values; otherwise one entry a choice: what hangs below it
    private long[] SizesOf(int i)
    {
        var axis = _axes[i];
        if (_children[i].Count == 0)
        {
            return [axis.Fixed is null ? axis.Count ?? 1 : 1];
        }

        return [.. Enumerable.Range(0, axis.Choices).Select(choice =>
            axis.Fixed is { } f && (int)f != choice ? 0 : Below(i, choice).Aggregate(1L, (product, c) => Product(product, Sum(_sizes[c]))))];
    }

    private IEnumerable<int> Below(int i, int choice) => _children[i].Where(c => _axes[c].IsActiveFor(choice));

    private long Join(long index, int i, double[] point)
    {
        var own = Ordinal(i, point);
        return index < 0 || own < 0 ? -1 : (index * Sum(_sizes[i])) + own;
    }

    private long Ordinal(int i, double[] point)
    {
        var ordinal = double.IsNaN(point[i]) ? -1 : _axes[i].OrdinalOf(point[i]);
        if (ordinal < 0 || _children[i].Count == 0)
        {
            return ordinal;
        }

        var choice = (int)point[i];
        var inner = Below(i, choice).Aggregate(0L, (index, c) => Join(index, c, point));
        return inner < 0 ? -1 : _sizes[i].Take(choice).Sum() + inner;
    }

    private void Place(int i, long index, double[] point)
    {
        if (_children[i].Count == 0)
        {
            point[i] = _axes[i].ValueAt(index);
            return;
        }

        var choice = 0;
        while (index >= _sizes[i][choice])
        {
            index -= _sizes[i][choice++];
        }

        point[i] = choice;
        foreach (var c in Below(i, choice).Reverse())
        {
            var total = Sum(_sizes[c]);
            Place(c, index % total, point);
            index /= total;
        }
    }

    private static long Sum(long[] sizes) => sizes.Aggregate(0L, (a, b) => Math.Min(a + b, Largest + 1));

    private static long Product(long a, long b) => a == 0 || b == 0 ? 0 : a > Largest / b ? Largest + 1 : a * b;
}
