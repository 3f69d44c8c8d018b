using System.Collections.Immutable;
using HyperScaffold.Spaces;

namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>What a worker must know of a plan to train its trials by a command.</summary>
public sealed record CommandTrialOptions
{
    /// <summary>Gets the space that the phase searches.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>Gets the external values of all the plan's parameters before the phase, under which the suggested ones lie.</summary>
    public required ImmutableSortedDictionary<string, object?> Values { get; init; }

    /// <summary>Gets the external values that mean "not used", by parameter; those have a switch in the space.</summary>
    public ImmutableDictionary<string, object?> Disabled { get; init; } = ImmutableDictionary.Create<string, object?>(StringComparer.Ordinal);

    /// <summary>Gets a value indicating whether the last report is a trial's value instead of the best one.</summary>
    public bool UseLast { get; init; }

    /// <summary>Gets the folder of the trials' logs; null keeps none.</summary>
    public string? LogFolder { get; init; }
}
