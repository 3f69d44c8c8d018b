namespace HyperScaffold.Torch.Schedules;

/// <summary>Falls at once by a factor after each share of the training, and stays level between.</summary>
public sealed record StepSchedule : ISchedule
{
    /// <summary>Gets the share of the steps between two falls, in (0, 1].</summary>
    /// <value>The default is a third.</value>
    public double Share { get; init; } = 1.0 / 3;

    /// <summary>Gets what each fall multiplies the learning rate by, in (0, 1].</summary>
    /// <value>The default is 0.1.</value>
    public double Gamma { get; init; } = 0.1;

    /// <inheritdoc/>
    public double FactorAt(long step, long total) => Math.Pow(Gamma, step / Math.Max(1, (long)Math.Round(Share * total)));
}
