namespace HyperScaffold.Storage;

/// <summary>The right to change one running trial; a trial that was reaped since refuses the old lease (fencing).</summary>
/// <param name="TrialId">The storage's identifier of the trial.</param>
/// <param name="Number">The trial's number in its study.</param>
/// <param name="Attempt">Which attempt this is, from 1.</param>
/// <param name="Token">Unique to this lease within the storage.</param>
public sealed record TrialLease(long TrialId, int Number, int Attempt, long Token);
