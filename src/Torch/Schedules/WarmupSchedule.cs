namespace HyperScaffold.Torch.Schedules;

/// <summary>Rises along a straight line to the start of another schedule, which then takes the steps that are left.</summary>
/// <param name="Then">The schedule that follows.</param>
/// <param name="Steps">How many steps rise, at least 0; the last of them has the other schedule's first factor.</param>
public sealed record WarmupSchedule(ISchedule Then, long Steps) : ISchedule
{
    /// <inheritdoc/>
    public double FactorAt(long step, long total)
    {
        var left = Math.Max(total - Steps, 1);
        return step < Steps ? Then.FactorAt(0, left) * (step + 1) / Steps : Then.FactorAt(step - Steps, left);
    }
}
