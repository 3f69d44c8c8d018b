using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Analysis;

/// <summary>The trials of a study as lines over one axis a parameter.</summary>
/// <param name="Axes">The parameters, by name.</param>
/// <param name="Lines">The complete trials, best first, so that a drawing can put the best on top by going backwards.</param>
public sealed record ParallelCoordinates(ImmutableArray<ParameterAxis> Axes, ImmutableArray<ParallelLine> Lines)
{
    /// <summary>Makes the lines of a study.</summary>
    /// <param name="trials">The trials in any order; only complete ones with a finite value count, confirm trials do not.</param>
    /// <param name="direction">Which values are better.</param>
    /// <returns>Axes and lines; both empty where no trial is complete.</returns>
    public static ParallelCoordinates Compute(IReadOnlyList<FrozenTrial> trials, StudyDirection direction)
    {
        var valued = AnalysisTrials.Valued(trials).ToList();
        ImmutableArray<ParameterAxis> axes = [.. AxisBuilder.Names(valued).Select(n => AxisBuilder.Of(n, valued)!)];
        return new ParallelCoordinates(axes, [.. valued.OrderBy(t => AnalysisTrials.Loss(t.Value!.Value, direction)).Select(t => Line(t, axes))]);
    }

    private static ParallelLine Line(FrozenTrial trial, ImmutableArray<ParameterAxis> axes) => new(
        trial.Number,
        trial.Value!.Value,
        [.. axes.Select(a => trial.Parameters.TryGetValue(a.Name, out var p) ? a.PositionOf(p.Internal) : (double?)null)]);
}
