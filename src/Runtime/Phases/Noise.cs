using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>The noise of a phase: pooled over the seeds of retrained configurations, with a floor.</summary>
internal static class Noise
{
    // more validation rows than this, and a row is smaller than what reports are rounded to
    private const int MostRows = 20_000;

    /// <summary>Estimates the noise from the confirm trials.</summary>
    /// <param name="groups">The values of each retrained configuration, one a seed.</param>
    /// <param name="floor">The smallest noise to believe.</param>
    public static NoiseEstimate Pooled(IReadOnlyList<IReadOnlyList<double>> groups, double floor)
    {
        var degrees = groups.Sum(g => Math.Max(0, g.Count - 1));
        var squares = groups.Where(g => g.Count > 1).Sum(g => g.Sum(v => Math.Pow(v - g.Average(), 2)));
        // a sample's deviation is too small on average, by 1 + 1/(4 df) (Holtzman 1950); uncorrected, luck is adopted a little too often
        var deviation = degrees == 0 ? 0 : Math.Sqrt(squares / degrees) * (1 + (0.25 / degrees));
        return new NoiseEstimate(Math.Max(deviation, floor), degrees, floor);
    }

    /// <summary>What is known of the noise while the search runs: the floor, what earlier phases measured, and the late jitter of the best trial's curve.</summary>
    public static double WhileSearching(IReadOnlyList<FrozenTrial> trials, StudyDirection direction, double earlier)
    {
        var jitter = PhaseTrials.Best(trials, direction) is { } best ? LateJitter.Of([.. best.IntermediateValues.Select(v => v.Value)]) : 0;
        return Math.Max(earlier, Math.Max(Row(trials), jitter));
    }

    /// <summary>One validation row: 1/n where every value seen is a count over one small n; 0 for other metrics.</summary>
    public static double Row(IReadOnlyList<FrozenTrial> trials)
    {
        var values = trials
            .SelectMany(t => t.IntermediateValues.Select(v => v.Value).Concat(t.Value is { } v ? [v] : []))
            .Where(v => v is > 0 and < 1)
            .Distinct()
            .ToArray();
        if (values.Length < 3 || trials.Any(t => t.Value is < 0 or > 1))
        {
            return 0;
        }

        for (var rows = 2; rows <= MostRows; rows++)
        {
            if (Array.TrueForAll(values, v => Math.Abs((v * rows) - Math.Round(v * rows)) < 2e-3))
            {
                return 1.0 / rows;
            }
        }

        return 0;
    }
}
