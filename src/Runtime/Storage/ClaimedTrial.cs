using HyperScaffold.Trials;

namespace HyperScaffold.Storage;

/// <summary>A running trial and the right to change it.</summary>
/// <param name="Trial">The trial's facts.</param>
/// <param name="Lease">The lease.</param>
public sealed record ClaimedTrial(FrozenTrial Trial, TrialLease Lease);
