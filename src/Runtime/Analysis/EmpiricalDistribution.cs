using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Analysis;

/// <summary>The empirical distribution of the values of a study: how much of what was tried is how good.</summary>
public static class EmpiricalDistribution
{
    /// <summary>Counts the values of a study.</summary>
    /// <param name="trials">The trials in any order; only complete ones with a finite value count, confirm trials do not.</param>
    /// <param name="direction">Which values are better.</param>
    /// <returns>One point for each different value, ascending; empty where no trial is complete.</returns>
    public static ImmutableArray<EmpiricalPoint> Compute(IReadOnlyList<FrozenTrial> trials, StudyDirection direction)
    {
        var values = AnalysisTrials.Valued(trials).Select(t => t.Value!.Value).Order().ToList();
        var points = ImmutableArray.CreateBuilder<EmpiricalPoint>();
        double total = values.Count;
        for (var i = 0; i < values.Count;)
        {
            var next = i;
            while (next < values.Count && values[next] == values[i])
            {
                next++;
            }

            var atMost = next / total;
            points.Add(new EmpiricalPoint(values[i], atMost, direction == StudyDirection.Minimize ? atMost : (total - i) / total));
            i = next;
        }

        return points.ToImmutable();
    }
}
