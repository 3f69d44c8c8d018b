namespace HyperScaffold.Torch.Schedules;

/// <summary>Falls to 0 along half a cosine (Loshchilov and Hutter 2017, without restarts).</summary>
public sealed record CosineSchedule : ISchedule
{
    /// <inheritdoc/>
    public double FactorAt(long step, long total) => (1 + Math.Cos(Math.PI * step / total)) / 2;
}
