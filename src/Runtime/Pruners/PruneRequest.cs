using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>What a pruner may know.</summary>
public sealed record PruneRequest
{
    /// <summary>Gets the running trial with all its reports and system attributes so far.</summary>
    public required FrozenTrial Trial { get; init; }

    /// <summary>Gets the study's trials.</summary>
    public required TrialHistory History { get; init; }

    /// <summary>Gets which values are better.</summary>
    public StudyDirection Direction => History.Direction;
}
