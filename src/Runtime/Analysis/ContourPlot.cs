using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Trials;

namespace HyperScaffold.Analysis;

/// <summary>The values of a study over two parameters: the trials themselves, and the best of each cell of a grid.</summary>
public sealed record ContourPlot
{
    /// <summary>Gets the first parameter; null where there is no complete trial.</summary>
    public ParameterAxis? X { get; private init; }

    /// <summary>Gets the second parameter; null where there is no complete trial.</summary>
    public ParameterAxis? Y { get; private init; }

    /// <summary>Gets one point for each complete trial that has both parameters, by number.</summary>
    public ImmutableArray<ContourPoint> Points { get; private init; } = [];

    /// <summary>Gets the cells that are not empty, by row and column. Empty cells are left out: nothing is interpolated.</summary>
    public ImmutableArray<ContourCell> Cells { get; private init; } = [];

    /// <summary>Gets the number of columns: the choices of a categorical parameter, otherwise as asked for.</summary>
    public int Columns { get; private init; }

    /// <summary>Gets the number of rows: the choices of a categorical parameter, otherwise as asked for.</summary>
    public int Rows { get; private init; }

    /// <summary>Collects the points of two parameters.</summary>
    /// <param name="trials">The trials in any order; only complete ones with a finite value count, confirm trials do not.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="x">The first parameter's name.</param>
    /// <param name="y">The second parameter's name.</param>
    /// <param name="cells">The number of cells along a numeric axis, at least 1; the default is 10.</param>
    /// <returns>The plot; without axes and points where no trial is complete.</returns>
    /// <exception cref="HyperException">No complete trial has one of the parameters, or there are too few cells.</exception>
    public static ContourPlot Compute(IReadOnlyList<FrozenTrial> trials, StudyDirection direction, string x, string y, int cells = 10)
    {
        if (cells < 1)
        {
            throw new HyperException($"A contour plot must have at least 1 cell along an axis, but got {cells.ToString(CultureInfo.InvariantCulture)}. Use 10.");
        }

        var valued = AnalysisTrials.Valued(trials).ToList();
        var (xAxis, yAxis) = (AxisBuilder.Required(x, valued), AxisBuilder.Required(y, valued));
        if (xAxis is null || yAxis is null)
        {
            return new ContourPlot();
        }

        ImmutableArray<ContourPoint> points = [.. valued.Where(t => t.Parameters.ContainsKey(x) && t.Parameters.ContainsKey(y)).Select(t => Point(t, xAxis, yAxis))];
        var (columns, rows) = (Count(xAxis, cells), Count(yAxis, cells));
        return new ContourPlot { X = xAxis, Y = yAxis, Points = points, Columns = columns, Rows = rows, Cells = Group(points, columns, rows, direction) };
    }

    private static ContourPoint Point(FrozenTrial trial, ParameterAxis x, ParameterAxis y) => new(
        trial.Number, x.PositionOf(trial.Parameters[x.Name].Internal), y.PositionOf(trial.Parameters[y.Name].Internal), trial.Value!.Value);

    private static int Count(ParameterAxis axis, int cells) => axis.IsCategorical ? axis.Choices.Length : cells;

    private static ImmutableArray<ContourCell> Group(ImmutableArray<ContourPoint> points, int columns, int rows, StudyDirection direction) =>
        [.. points.GroupBy(p => (Row: BucketIndex.Of(p.Y, rows), Column: BucketIndex.Of(p.X, columns)))
            .OrderBy(g => g.Key.Row).ThenBy(g => g.Key.Column)
            .Select(g => new ContourCell(g.Key.Column, g.Key.Row, g.Count(), g.MinBy(p => AnalysisTrials.Loss(p.Value, direction))!.Value))];
}
