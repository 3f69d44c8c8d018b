namespace HyperScaffold.Torch.Schedules;

/// <summary>
/// Rises along half a cosine to the learning rate, then falls far below its start (Smith and Topin 2018; the numbers
/// are those of PyTorch's OneCycleLR without the cycle of the momentum).
/// </summary>
public sealed record OneCycleSchedule : ISchedule
{
    /// <summary>Gets the share of the steps that rise, in (0, 1).</summary>
    /// <value>The default is 0.3.</value>
    public double RisingShare { get; init; } = 0.3;

    /// <summary>Gets what the learning rate is divided by at the first step.</summary>
    /// <value>The default is 25.</value>
    public double StartDivisor { get; init; } = 25;

    /// <summary>Gets what the first step's learning rate is divided by at the last step.</summary>
    /// <value>The default is 10,000.</value>
    public double EndDivisor { get; init; } = 1e4;

    /// <inheritdoc/>
    public double FactorAt(long step, long total)
    {
        var start = 1 / StartDivisor;
        var peak = (RisingShare * total) - 1;
        var last = Math.Max(total - 1, peak + 1);
        return step <= peak
            ? Along(start, 1, step / peak)
            : Along(1, start / EndDivisor, Math.Min((step - peak) / (last - peak), 1));
    }

    private static double Along(double from, double to, double share) =>
        to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * share)));
}
