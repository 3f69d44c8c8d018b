namespace HyperScaffold.Torch.Training;

/// <summary>The optimizers that <see cref="Trainer"/> knows.</summary>
public enum OptimizerKind
{
    /// <summary>Stochastic gradient descent with momentum.</summary>
    Sgd,

    /// <summary>Adam.</summary>
    Adam,
}
