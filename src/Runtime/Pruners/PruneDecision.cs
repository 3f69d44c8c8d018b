using System.Collections.Immutable;

namespace HyperScaffold.Pruners;

/// <summary>A pruner's answer.</summary>
public sealed record PruneDecision
{
    /// <summary>Gets a value indicating whether the trial should end now.</summary>
    public bool Prune { get; init; }

    /// <summary>Gets why, with the own value, the reference value and the step; empty where the trial goes on.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Gets system attributes to store with the trial whatever the answer (Optuna's <c>completed_rung_k</c>): JSON text by key.</summary>
    public ImmutableDictionary<string, string> SystemAttributes { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the answer that the trial goes on.</summary>
    public static PruneDecision Continue { get; } = new();

    /// <summary>The answer that the trial ends.</summary>
    /// <param name="reason">Why, with numbers.</param>
    /// <returns>The decision.</returns>
    public static PruneDecision Stop(string reason) => new() { Prune = true, Reason = reason };
}
