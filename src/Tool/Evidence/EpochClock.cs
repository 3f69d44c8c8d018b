using System.Collections.Immutable;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Times an epoch on the real project, with as many trainings at once as a phase would have.</summary>
internal static class EpochClock
{
    /// <summary>The longest training that is timed, in epochs.</summary>
    public const int MostEpochs = 5;

    /// <summary>Trains one set of values twice in every worker and times the second half: the first one loads and compiles.</summary>
    /// <param name="trainings">What trains.</param>
    /// <param name="values">The external values of all the plan's parameters.</param>
    /// <param name="workers">How many train at once, at least 1.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The mean worker seconds of an epoch, above 0.</returns>
    /// <exception cref="HyperException">A training failed, or none reported an epoch.</exception>
    public static async Task<double> MeasureAsync(ITrainings trainings, ImmutableSortedDictionary<string, object?> values, int workers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trainings);
        Task<Curve[]> Wave(int from) => Task.WhenAll(Enumerable.Range(from, workers).Select(seed => trainings.TrainAsync(new Recipe(values, seed), cancellation)));
        await Wave(1).ConfigureAwait(false);
        var timed = await Wave(1 + workers).ConfigureAwait(false);
        var epochs = timed.Sum(c => c.Reports.IsEmpty ? 0 : c.Reports[^1].Step);
        var seconds = timed.Sum(c => c.Seconds);
        return epochs > 0 && seconds > 0
            ? seconds / epochs
            : throw new HyperException("An epoch can be timed only where a training reports one, and none did. Report the metric after each epoch, or write a guess into hyper.yaml: budget: { trial_minutes: 10 }");
    }
}
