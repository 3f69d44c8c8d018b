using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Analysis;

/// <summary>The values of a study against one parameter.</summary>
/// <param name="Axis">The parameter; null where there is no complete trial.</param>
/// <param name="Points">One point for each complete trial that has the parameter, by number.</param>
public sealed record SlicePlot(ParameterAxis? Axis, ImmutableArray<SlicePoint> Points)
{
    /// <summary>Collects the points of one parameter.</summary>
    /// <param name="trials">The trials in any order; only complete ones with a finite value count, confirm trials do not.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <returns>The plot; without axis and points where no trial is complete.</returns>
    /// <exception cref="HyperException">There are complete trials, but none has the parameter.</exception>
    public static SlicePlot Compute(IReadOnlyList<FrozenTrial> trials, string parameter)
    {
        var valued = AnalysisTrials.Valued(trials).ToList();
        var axis = AxisBuilder.Required(parameter, valued);
        return new SlicePlot(axis, axis is null ? [] : [.. valued.Where(t => t.Parameters.ContainsKey(parameter)).Select(t => Point(t, axis))]);
    }

    private static SlicePoint Point(FrozenTrial trial, ParameterAxis axis)
    {
        var value = trial.Parameters[axis.Name].Internal;
        return new SlicePoint(trial.Number, value, axis.PositionOf(value), trial.Value!.Value);
    }
}
