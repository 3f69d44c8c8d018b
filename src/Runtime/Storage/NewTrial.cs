using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Storage;

/// <summary>A trial to be written: waiting in the queue, running under a lease, or finished elsewhere.</summary>
public sealed record NewTrial
{
    /// <summary>Gets the state it starts in.</summary>
    public required TrialState State { get; init; }

    /// <summary>Gets the parameters by name.</summary>
    public ImmutableDictionary<string, ParameterValue> Parameters { get; init; } = TrialParameters.None.ByName;

    /// <summary>Gets the user attributes: JSON text by key.</summary>
    public ImmutableDictionary<string, string> UserAttributes { get; init; } = TrialAttributes.None;

    /// <summary>Gets the system attributes: JSON text by key.</summary>
    public ImmutableDictionary<string, string> SystemAttributes { get; init; } = TrialAttributes.None;

    /// <summary>Gets the reports, for a trial that finished elsewhere.</summary>
    public ImmutableArray<IntermediateValue> IntermediateValues { get; init; } = [];

    /// <summary>Gets the objective value, for a trial that finished elsewhere.</summary>
    public double? Value { get; init; }

    /// <summary>Gets the start in UTC, for a trial that finished elsewhere; null means now.</summary>
    public DateTime? Start { get; init; }

    /// <summary>Gets the end in UTC, for a trial that finished elsewhere; null means now.</summary>
    public DateTime? End { get; init; }
}
