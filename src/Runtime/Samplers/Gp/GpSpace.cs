namespace HyperScaffold.Samplers.Gp;

/// <summary>
/// Points as the kernel sees them: numbers in [0, 1] over the whole range, choices by index. A parameter that does not
/// exist sits in the middle of its range (a categorical one has a choice of its own), so trials without it are alike in it.
/// </summary>
internal sealed class GpSpace
{
    // ranges with more values than this are climbed like real numbers and rounded at the end
    private const long Few = 16;
    private readonly int[] _dimensionOf;

    public GpSpace(AxisSet set)
    {
        Set = set;
        Dimensions = [.. Enumerable.Range(0, set.Axes.Length).Where(i => !set.Axes[i].Parameter.Distribution.IsSingle)];
        Categorical = [.. Dimensions.Select(i => set.Axes[i].IsCategorical)];
        _dimensionOf = [.. Enumerable.Range(0, set.Axes.Length).Select(i => Array.IndexOf(Dimensions, i))];
    }

    public AxisSet Set { get; }

    /// <summary>Gets the axis of each dimension.</summary>
    public int[] Dimensions { get; }

    /// <summary>Gets which dimensions have choices.</summary>
    public bool[] Categorical { get; }

    public static bool IsSmooth(Axis axis) => axis.IsFree && !axis.IsCategorical && axis.Count is null or > Few;

    public static bool IsListed(Axis axis) => axis.IsFree && !IsSmooth(axis);

    public int DimensionOf(int axis) => _dimensionOf[axis];

    /// <summary>The coordinates of a point of internal values.</summary>
    public double[] Encode(double[] point) => [.. Dimensions.Select(i => Coordinate(Set.Axes[i], point[i]))];

    /// <summary>The bounds of a smooth axis where the sampler looks.</summary>
    public static (double Low, double High) Bounds(Axis axis)
    {
        var (full, scale) = (axis.Full!, axis.Scale!);
        return ((scale.Low - full.Low) / full.Length, (scale.High - full.Low) / full.Length);
    }

    /// <summary>The internal value at a coordinate of a smooth axis: on its grid and inside the focus.</summary>
    public static double Decode(Axis axis, double coordinate) =>
        axis.Scale!.FromLine(axis.Full!.Low + (coordinate * axis.Full.Length));

    /// <summary>Changes one value and everything that depends on it: what comes into being starts in its middle.</summary>
    public double[] With(double[] point, int axis, double value)
    {
        var changed = new double[point.Length];
        Array.Fill(changed, double.NaN);
        for (var i = 0; i < changed.Length; i++)
        {
            var own = Set.Axes[i];
            if (own.IsActive(changed))
            {
                changed[i] = i == axis ? value : !double.IsNaN(point[i]) ? point[i] : own.At(own.IsFree ? 0.5 : 0);
            }
        }

        return changed;
    }

    private static double Coordinate(Axis axis, double value)
    {
        if (axis.IsCategorical)
        {
            return double.IsNaN(value) ? -1 : value;
        }

        return double.IsNaN(value) ? 0.5 : axis.Full!.ToUnit(value);
    }
}
