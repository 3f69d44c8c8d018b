using System.Collections.Immutable;

namespace HyperScaffold.Trials;

/// <summary>A trial's facts at one moment; finished trials never change. Immutable, so any thread may read it.</summary>
public sealed record FrozenTrial
{
    /// <summary>Gets the storage's identifier.</summary>
    public required long Id { get; init; }

    /// <summary>Gets the number within its study, from 0, without gaps.</summary>
    public required int Number { get; init; }

    /// <summary>Gets where it stands.</summary>
    public required TrialState State { get; init; }

    /// <summary>Gets the objective value; null unless complete (or pruned after a report). Infinities are possible, NaN is not.</summary>
    public double? Value { get; init; }

    /// <summary>Gets the parameters by name.</summary>
    public ImmutableDictionary<string, ParameterValue> Parameters
    {
        get => Chosen.ByName;
        init => Chosen = new TrialParameters(value);
    }

    /// <summary>Gets the reports in ascending order of their steps.</summary>
    public ImmutableArray<IntermediateValue> IntermediateValues { get; init; } = [];

    /// <summary>Gets the user attributes: JSON text by key.</summary>
    public ImmutableDictionary<string, string> UserAttributes { get; init; } = TrialAttributes.None;

    /// <summary>Gets the system attributes: JSON text by key.</summary>
    public ImmutableDictionary<string, string> SystemAttributes { get; init; } = TrialAttributes.None;

    /// <summary>Gets when it began, in UTC; null while it waits.</summary>
    public DateTime? Start { get; init; }

    /// <summary>Gets when it ended, in UTC; null before.</summary>
    public DateTime? End { get; init; }

    /// <summary>Gets a value indicating whether it ended: complete, pruned or failed.</summary>
    public bool IsFinished => State is TrialState.Complete or TrialState.Pruned or TrialState.Fail;

    /// <summary>Gets the last report, or null.</summary>
    public IntermediateValue? LastReport => IntermediateValues.IsEmpty ? null : IntermediateValues[^1];

    /// <summary>Gets the round it belongs to (<see cref="TrialAttributes.Round"/>); null in a plain study.</summary>
    public string? Round => TrialAttributes.ReadText(UserAttributes, TrialAttributes.Round);

    /// <summary>Gets why it failed or was pruned (<see cref="TrialAttributes.Reason"/>), or null.</summary>
    public string? Reason => TrialAttributes.ReadText(UserAttributes, TrialAttributes.Reason);

    /// <summary>Gets the parameters in the form that costs least.</summary>
    internal TrialParameters Chosen { get; init; } = TrialParameters.None;
}
