using System.Collections.Immutable;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Tries a list of configurations.</summary>
internal static class Candidates
{
    /// <summary>Trains each and takes the best.</summary>
    /// <param name="bench">Where they are trained.</param>
    /// <param name="candidates">The external values of all parameters, one after the other.</param>
    /// <param name="epochs">How long each trains; the first epochs of a full training.</param>
    /// <returns>The best; the defaults where all diverged.</returns>
    public static ArmEnd Best(Bench bench, IEnumerable<ImmutableSortedDictionary<string, object?>> candidates, int epochs = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(bench);
        var (used, trials, best, bestScore) = (0, 0, bench.Defaults, double.NaN);
        var all = candidates.ToList();
        all.ForEach(values => bench.Foresee(values));
        foreach (var values in all)
        {
            var curve = bench.Train(values);
            var seen = bench.Yardstick.Of(curve, epochs);
            (used, trials) = (used + seen.Length, trials + 1);
            var score = bench.Yardstick.Best(curve, epochs);
            var isDiverged = curve.IsDiverged && seen.Length < Math.Min(epochs, bench.Epochs);
            if (!isDiverged && double.IsFinite(score) && (double.IsNaN(bestScore) || bench.Yardstick.Lead(score, bestScore) > 0))
            {
                (best, bestScore) = (values, score);
            }
        }

        return new ArmEnd(best, trials, used) { Seen = double.IsFinite(bestScore) ? bestScore : null };
    }
}
