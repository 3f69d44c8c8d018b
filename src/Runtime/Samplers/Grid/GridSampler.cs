using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Samplers.Grid;

/// <summary>
/// Tries every combination of a grid once, in an order that is spread over the grid from the start, and then ends. The
/// point follows from the trial's place, so that parallel workers never share one.
/// </summary>
public sealed class GridSampler : ISampler
{
    private const double GoldenShare = 0.6180339887498949;
    private readonly GridOptions _options;

    /// <summary>Initializes a new instance of the <see cref="GridSampler"/> class.</summary>
    /// <param name="options">The settings; null for five points a parameter.</param>
    /// <exception cref="HyperException">A setting breaks its rule.</exception>
    public GridSampler(GridOptions? options = null)
    {
        _options = options ?? new GridOptions();
        _options.Validate();
    }

    /// <summary>The number of points of a grid; conditional parameters count only where they exist.</summary>
    /// <param name="space">The space.</param>
    /// <param name="options">The settings; null for five points a parameter.</param>
    /// <returns>The number of trials that the grid takes.</returns>
    /// <exception cref="HyperException">The space is empty, or the grid has more than a hundred million points.</exception>
    public static long PointCount(SearchSpace space, GridOptions? options = null)
    {
        var request = new SampleRequest { Space = space, History = new TrialHistory("grid", StudyDirection.Minimize), Number = 0, Index = 0, Seed = 0 };
        return Number(new GridSampler(options).Axes(request)).Count;
    }

    /// <inheritdoc/>
    public Proposal Propose(SampleRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var set = Axes(request);
        var points = Number(set);
        var stride = Stride(points.Count);
        var offset = (long)(RandomSource.For(request.Seed, 0, "grid").NextDouble() * points.Count);
        return PointSequence.Propose(request, set, this, (_, n) => points.At((offset + (n % points.Count * stride)) % points.Count));
    }

    private AxisSet Axes(SampleRequest request) => AxisSet.Of(request, this, Levels);

    private static FinitePoints Number(AxisSet set) => set.Points
        ?? throw new HyperException("A grid may have at most 100000000 points, but this one has more. Give fewer points or parameters, or use quasi-random.");

    private double[]? Levels(Axis axis)
    {
        if (axis.Scale is not { } scale || axis.Count <= _options.Points)
        {
            return null;
        }

        var (first, last) = (scale.ToLine(scale.FromLine(scale.Low)), scale.ToLine(scale.FromLine(scale.High)));
        double At(int i) => scale.FromLine(_options.Points == 1 ? (first + last) / 2 : first + ((last - first) * i / (_options.Points - 1)));
        return [.. Enumerable.Range(0, _options.Points).Select(At).Distinct()];
    }

    // a step without a common factor visits every point once
    private static long Stride(long count)
    {
        var stride = Math.Max(1, (long)(count * GoldenShare));
        while (GreatestCommonDivisor(stride, count) != 1)
        {
            stride++;
        }

        return stride;
    }

    private static long GreatestCommonDivisor(long a, long b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
