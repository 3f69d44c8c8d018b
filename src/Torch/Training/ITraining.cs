using HyperScaffold.Torch.Checkpoints;

namespace HyperScaffold.Torch.Training;

/// <summary>One trial's training, by itself or as a member of several.</summary>
internal interface ITraining : IDisposable
{
    /// <summary>Gets when its state is worth keeping.</summary>
    CheckpointPace Pace { get; }

    /// <summary>Trains one epoch and scores the model.</summary>
    /// <param name="number">The epoch, from 1; called once each, in order.</param>
    /// <returns>What it showed.</returns>
    EpochResult Epoch(int number);

    /// <summary>Writes down what it remembers between two epochs.</summary>
    /// <param name="state">Gets it; tensors may be the training's own.</param>
    void WriteTo(TrainingState state);
}
