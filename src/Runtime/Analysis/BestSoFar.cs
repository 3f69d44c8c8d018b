using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Analysis;

/// <summary>The curve of the best value so far, by trial number.</summary>
public static class BestSoFar
{
    /// <summary>Follows the best value through a study.</summary>
    /// <param name="trials">The trials in any order; only complete ones with a finite value count, confirm trials do not.</param>
    /// <param name="direction">Which values are better.</param>
    /// <returns>One point a trial, by number; empty where no trial is complete.</returns>
    public static ImmutableArray<BestPoint> Compute(IReadOnlyList<FrozenTrial> trials, StudyDirection direction)
    {
        var points = ImmutableArray.CreateBuilder<BestPoint>();
        foreach (var trial in AnalysisTrials.Valued(trials))
        {
            var value = trial.Value!.Value;
            var better = points.Count == 0 || AnalysisTrials.IsBetter(value, points[^1].Best, direction);
            points.Add(new BestPoint(trial.Number, value, better ? value : points[^1].Best, better));
        }

        return points.ToImmutable();
    }
}
