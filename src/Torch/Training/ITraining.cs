namespace HyperScaffold.Torch.Training;

/// <summary>One trial's training, by itself or as a member of several.</summary>
internal interface ITraining : IDisposable
{
    /// <summary>Trains one epoch and scores the model.</summary>
    /// <param name="number">The epoch, from 1; called once each, in order.</param>
    /// <returns>What it showed.</returns>
    EpochResult Epoch(int number);
}
