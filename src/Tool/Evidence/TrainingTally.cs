using System.Collections.Concurrent;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Counts what an experiment trains: each training once, however often it is asked for.</summary>
/// <param name="trainings">What trains.</param>
internal sealed class TrainingTally(ITrainings trainings) : ITrainings
{
    private readonly ConcurrentDictionary<string, double> _seconds = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public int Epochs => trainings.Epochs;

    /// <summary>Gets the worker seconds of the trainings that were asked for and are finished.</summary>
    public double Seconds => _seconds.Values.Sum();

    /// <inheritdoc/>
    public async Task<Curve> TrainAsync(Recipe recipe, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var curve = await trainings.TrainAsync(recipe, cancellation).ConfigureAwait(false);
        _seconds[recipe.Key] = curve.Seconds;
        return curve;
    }
}
