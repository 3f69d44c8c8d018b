namespace HyperScaffold.Tool.Evidence;

/// <summary>A training with a fault: whatever is suggested for one parameter, another value is trained.</summary>
/// <param name="trainings">What trains.</param>
/// <param name="parameter">The name of the parameter that is not heard.</param>
/// <param name="value">The external value that is trained.</param>
internal sealed class DeafTrainings(ITrainings trainings, string parameter, object? value) : ITrainings
{
    /// <inheritdoc/>
    public int Epochs => trainings.Epochs;

    /// <inheritdoc/>
    public Task<Curve> TrainAsync(Recipe recipe, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return trainings.TrainAsync(recipe with { Values = recipe.Values.SetItem(parameter, value) }, cancellation);
    }
}
