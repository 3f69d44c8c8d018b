namespace HyperScaffold.Phases;

/// <summary>What trials cost.</summary>
/// <param name="Epochs">The epochs that were trained.</param>
/// <param name="Seconds">The seconds that workers spent, summed over workers.</param>
/// <param name="WallSeconds">The seconds in which at least one trial ran.</param>
/// <param name="Cost">The price of <paramref name="Seconds"/>; null where the plan names none.</param>
public sealed record PhaseSpend(int Epochs, double Seconds, double WallSeconds, double? Cost)
{
    /// <summary>Gets the mean seconds of one epoch on one worker; null while nothing was trained.</summary>
    public double? EpochSeconds => Epochs > 0 && Seconds > 0 ? Seconds / Epochs : null;
}
