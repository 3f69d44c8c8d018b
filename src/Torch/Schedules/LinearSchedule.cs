namespace HyperScaffold.Torch.Schedules;

/// <summary>Changes along a straight line from the first step to the one after the last.</summary>
public sealed record LinearSchedule : ISchedule
{
    /// <summary>Gets the factor of the first step, in [0, 1].</summary>
    /// <value>The default is 1.</value>
    public double Start { get; init; } = 1;

    /// <summary>Gets the factor that the step after the last would have, in [0, 1].</summary>
    /// <value>The default is 0.</value>
    public double End { get; init; }

    /// <inheritdoc/>
    public double FactorAt(long step, long total) => Start + ((End - Start) * step / total);
}
