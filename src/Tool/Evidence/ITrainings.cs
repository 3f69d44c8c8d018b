namespace HyperScaffold.Tool.Evidence;

/// <summary>Trains recipes, each once, however often it is asked for.</summary>
internal interface ITrainings
{
    /// <summary>Gets how many epochs a training has.</summary>
    int Epochs { get; }

    /// <summary>Trains to the end.</summary>
    /// <param name="recipe">What to train.</param>
    /// <param name="cancellation">Ends the wait; what was trained is kept.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="HyperException">The training fails for a reason that its values do not explain.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    Task<Curve> TrainAsync(Recipe recipe, CancellationToken cancellation);
}
