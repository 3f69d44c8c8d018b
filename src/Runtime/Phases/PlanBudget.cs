namespace HyperScaffold.Phases;

/// <summary>What may be spent; null means no limit or not known.</summary>
public sealed record PlanBudget
{
    /// <summary>Gets the longest a trial trains, in epochs, at least 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Gets the hours after which no new trial starts.</summary>
    public double? Hours { get; init; }

    /// <summary>Gets what one hour of one worker costs, in the user's currency.</summary>
    public double? CostPerHour { get; init; }

    /// <summary>Gets the cost after which no new trial starts.</summary>
    public double? MaxCost { get; init; }

    /// <summary>Gets a guess of one trial's minutes, for a time that was not measured yet.</summary>
    public double? TrialMinutes { get; init; }
}
