using HyperScaffold.Phases;

namespace HyperScaffold.Guidance;

/// <summary>What is known beside the plan when rules judge it.</summary>
public sealed record PlanKnowledge
{
    /// <summary>Gets the measured seconds of one epoch; null while none was measured.</summary>
    public double? EpochSeconds { get; init; }

    /// <summary>Gets the workers that run at once.</summary>
    /// <value>The default is 1.</value>
    public int Workers { get; init; } = 1;

    /// <summary>Gets the decisions so far.</summary>
    public DecisionBook Decisions { get; init; } = DecisionBook.Empty;
}
