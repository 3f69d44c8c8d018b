namespace HyperScaffold.Torch.Schedules;

/// <summary>The same learning rate in every step.</summary>
public sealed record ConstantSchedule : ISchedule
{
    /// <inheritdoc/>
    public double FactorAt(long step, long total) => 1;
}
