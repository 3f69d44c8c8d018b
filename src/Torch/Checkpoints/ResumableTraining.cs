using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Checkpoints;

/// <summary>
/// A training that shows the epochs of an earlier attempt again before it goes on, so that the trial reports and is judged
/// as if it had never been interrupted, and that keeps its state from time to time.
/// </summary>
internal sealed class ResumableTraining(ITraining inner, TrialCheckpoint file, IReadOnlyList<EpochResult> past, BestWeights? best) : ITraining
{
    private readonly List<EpochResult> _shown = [.. past];
    private int _kept = past.Count;

    /// <inheritdoc/>
    public CheckpointPace Pace => inner.Pace;

    /// <inheritdoc/>
    public EpochResult Epoch(int number)
    {
        if (number <= past.Count)
        {
            return past[number - 1];
        }

        // only now is it known that the trial goes on: what was pruned after its last epoch needs no checkpoint
        if (_shown.Count > _kept && Pace.IsDue(_shown.Count))
        {
            Pace.Write(Save);
        }

        var epoch = inner.Epoch(number);
        _shown.Add(epoch);
        return epoch;
    }

    /// <inheritdoc/>
    public void WriteTo(TrainingState state) => inner.WriteTo(state);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private void Save()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var state = new TrainingState();
        inner.WriteTo(state);
        best?.WriteTo(state);
        file.Save(_shown, state);
        _kept = _shown.Count;
    }
}
