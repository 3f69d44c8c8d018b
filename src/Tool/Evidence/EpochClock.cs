using System.Collections.Immutable;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Times an epoch on the real project, with as many trainings at once as a phase would have.</summary>
internal static class EpochClock
{
    /// <summary>The longest training that is timed, in epochs.</summary>
    public const int MostEpochs = 5;

    // loading and compiling takes a few seconds, which do not matter in a training that takes longer than this
    private const double LongSeconds = 60;

    /// <summary>
    /// Trains one set of values twice in every worker and times the second half: the first one loads and compiles. Where each of the first
    /// took a minute and more, they are the measure.
    /// </summary>
    /// <param name="trainings">What trains.</param>
    /// <param name="values">The external values of all the plan's parameters.</param>
    /// <param name="workers">How many train at once, at least 1.</param>
    /// <param name="seed">The first training's seed; the others follow it. One that was used before gives the time that was taken then.</param>
    /// <param name="warm">Told the seconds of the first half's longest training where a second half follows.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The mean worker seconds of an epoch, above 0.</returns>
    /// <exception cref="HyperException">A training failed, or none reported an epoch.</exception>
    public static async Task<double> MeasureAsync(ITrainings trainings, ImmutableSortedDictionary<string, object?> values, int workers, long seed, Action<double> warm, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trainings);
        ArgumentNullException.ThrowIfNull(warm);
        Task<Curve[]> Wave(int from) => Task.WhenAll(Enumerable.Range(from, workers).Select(i => trainings.TrainAsync(new Recipe(values, seed + i), cancellation)));
        var timed = await Wave(0).ConfigureAwait(false);
        if (timed.Min(c => c.Seconds) < LongSeconds)
        {
            warm(timed.Max(c => c.Seconds));
            timed = await Wave(workers).ConfigureAwait(false);
        }

        var epochs = timed.Sum(c => c.Reports.IsEmpty ? 0 : c.Reports[^1].Step);
        var seconds = timed.Sum(c => c.Seconds);
        return epochs > 0 && seconds > 0
            ? seconds / epochs
            : throw new HyperException("An epoch can be timed only where a training reports one, and none did. Report the metric after each epoch, or write a guess into hyper.yaml: budget: { trial_minutes: 10 }");
    }
}
