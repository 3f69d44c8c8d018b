namespace HyperScaffold.Phases;

/// <summary>What a phase will cost, told before it starts: the search, what pruning should save of it, and confirming apart.</summary>
public sealed record PhaseEstimate
{
    /// <summary>Gets the search trials that are left to train, at least 0.</summary>
    public required int Trials { get; init; }

    /// <summary>Gets the longest a trial trains, in epochs.</summary>
    public required int Epochs { get; init; }

    /// <summary>Gets the full trainings that confirming takes at most.</summary>
    public int ConfirmTrainings { get; init; }

    /// <summary>Gets the seconds of one epoch on one worker; null while no time is known.</summary>
    public double? EpochSeconds { get; init; }

    /// <summary>Gets a value indicating whether <see cref="EpochSeconds"/> was measured; otherwise it is the plan's guess.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>Gets the share of the search's epochs that pruning should save, 0 to 1; null where nothing tells it yet.</summary>
    public double? Saving { get; init; }

    /// <summary>Gets how many workers run at once, at least 1.</summary>
    /// <value>The default is 1.</value>
    public int Workers { get; init; } = 1;

    /// <summary>Gets the hours on the clock that the plan's budget has left, at least 0; null where it names none.</summary>
    public double? HoursLeft { get; init; }

    /// <summary>Gets the price of one hour of one worker; null where the plan names none.</summary>
    public double? CostPerHour { get; init; }

    /// <summary>Gets the cost that the plan's budget has left, at least 0; null where it names none.</summary>
    public double? CostLeft { get; init; }

    /// <summary>Gets the worker seconds of the search without pruning; null while no time is known.</summary>
    public double? SearchSeconds => (double)Trials * Epochs * EpochSeconds;

    /// <summary>Gets the worker seconds of confirming at most; null while no time is known.</summary>
    public double? ConfirmSeconds => (double)ConfirmTrainings * Epochs * EpochSeconds;

    /// <summary>Gets the worker seconds of the phase with what pruning should save; null while no time is known.</summary>
    public double? Seconds => (SearchSeconds * (1 - (Saving ?? 0))) + ConfirmSeconds;

    /// <summary>Gets the seconds on the clock with all workers busy; null while no time is known.</summary>
    public double? ClockSeconds => Seconds / Workers;

    /// <summary>Gets the cost; null while no time or price is known.</summary>
    public double? Cost => Seconds / 3600 * CostPerHour;

    /// <summary>Gets a value indicating whether the phase takes more hours than the budget has left.</summary>
    public bool ExceedsHours => ClockSeconds / 3600 > HoursLeft;

    /// <summary>Gets a value indicating whether the phase costs more than the budget has left.</summary>
    public bool ExceedsCost => Cost > CostLeft;
}
