using System.Collections.Immutable;

namespace HyperScaffold.Phases;

/// <summary>One question of the plan.</summary>
public sealed record PlanPhase
{
    /// <summary>Gets the name, such as <c>learning-rate</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the question in the user's words; it is shown, never put into code.</summary>
    public string Question { get; init; } = string.Empty;

    /// <summary>Gets the names of the parameters it tunes.</summary>
    public required ImmutableArray<string> Tune { get; init; }

    /// <summary>Gets the search budget in trials (confirm is apart); null for <c>auto</c>.</summary>
    public int? Trials { get; init; }

    /// <summary>Gets when it runs.</summary>
    public PhaseCondition When { get; init; }

    /// <summary>Gets the points a dimension of a grid; null unless <c>sampler: grid</c>.</summary>
    public int? Points { get; init; }

    /// <summary>Gets its own epochs; null for the budget's.</summary>
    public int? Epochs { get; init; }

    /// <summary>Gets the settings: the plan's, with the phase's own over them.</summary>
    public required SearchSettings Search { get; init; }

    /// <summary>Gets how many trainings the confirmation takes at most: the candidates and the baseline, once for each seed.</summary>
    public int ConfirmTrainings => Search.ConfirmTop == 0 ? 0 : (Search.ConfirmTop + 1) * Search.ConfirmSeeds;
}
