namespace HyperScaffold.Torch.Checkpoints;

/// <summary>
/// When a checkpoint is worth its cost: after some seconds, and only so often that writing takes no more than a fiftieth
/// of the time.
/// </summary>
/// <param name="seconds">The least time between two, in seconds; 0 for every epoch whatever it costs.</param>
/// <param name="time">The clock.</param>
internal sealed class CheckpointPace(double seconds, TimeProvider time)
{
    private const double MostShare = 0.02;
    private long _last = time.GetTimestamp();
    private double _cost;
    private int _epoch;
    private bool _isDue;

    /// <summary>Tells whether the state after an epoch is kept; members of one batch get the same answer.</summary>
    internal bool IsDue(int epoch)
    {
        if (epoch == _epoch)
        {
            return _isDue;
        }

        _isDue = seconds == 0 || time.GetElapsedTime(_last).TotalSeconds >= Math.Max(seconds, _cost / MostShare);
        _epoch = epoch;
        if (_isDue)
        {
            (_last, _cost) = (time.GetTimestamp(), 0);
        }

        return _isDue;
    }

    /// <summary>Writes, and notes how long it took.</summary>
    internal void Write(Action write)
    {
        var start = time.GetTimestamp();
        write();
        _cost += time.GetElapsedTime(start).TotalSeconds;
    }
}
