using System.Collections.Immutable;

namespace HyperScaffold.Phases;

/// <summary>What <c>hyper.yaml</c> says, checked and with every reference resolved. Immutable.</summary>
public sealed record Plan
{
    /// <summary>Gets the plan's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what is optimized.</summary>
    public required PlanMetric Metric { get; init; }

    /// <summary>Gets what may be spent.</summary>
    public PlanBudget Budget { get; init; } = new();

    /// <summary>Gets the command that trains one trial; empty where the project's own Training.cs does.</summary>
    public ImmutableArray<string> TrainerCommand { get; init; } = [];

    /// <summary>Gets how many seconds a trial that was told to stop may take before its processes get SIGTERM; null for half a second.</summary>
    public double? TrainerStopGrace { get; init; }

    /// <summary>Gets the parameters in the order of the file.</summary>
    public required ImmutableArray<PlanParameter> Parameters { get; init; }

    /// <summary>Gets the phases in order.</summary>
    public required ImmutableArray<PlanPhase> Phases { get; init; }

    /// <summary>Gets the defaults of all phases.</summary>
    public SearchSettings Search { get; init; } = new();

    /// <summary>Gets the rules that are overridden: the reason by code.</summary>
    public ImmutableDictionary<string, string> Waived { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Gets where each part stands in the file, for messages; empty for a plan made in code.</summary>
    public PlanLocations Locations { get; init; } = PlanLocations.None;

    /// <summary>Finds a parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The parameter, or null.</returns>
    public PlanParameter? FindParameter(string name) => Parameters.FirstOrDefault(p => p.Name == name);

    /// <summary>Finds a phase.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The phase, or null.</returns>
    public PlanPhase? FindPhase(string name) => Phases.FirstOrDefault(p => p.Name == name);
}
