namespace HyperScaffold.Torch.Training;

/// <summary>The optimizers that <see cref="Trainer"/> knows.</summary>
public enum OptimizerKind
{
    /// <summary>Stochastic gradient descent with momentum.</summary>
    Sgd,

    /// <summary>Adam.</summary>
    Adam,

    /// <summary>Adam with decoupled weight decay.</summary>
    AdamW,

    /// <summary>Adam with a look ahead.</summary>
    NAdam,

    /// <summary>Steps divided by the root of the mean squared gradient.</summary>
    RmsProp,
}
