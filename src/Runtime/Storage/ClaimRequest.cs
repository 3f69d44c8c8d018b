namespace HyperScaffold.Storage;

/// <summary>Who takes a trial.</summary>
/// <param name="Worker">The worker's name: host, process and slot.</param>
/// <param name="Lease">How long the trial is the worker's without a beat.</param>
/// <param name="Round">The round of a newly created trial, stored as its attribute; null in a plain study.</param>
/// <param name="CountedRound">Which trials a limit counts: null counts all but confirm trials, otherwise those of this round. Failed trials that were cloned are not counted twice.</param>
/// <param name="QueueSeen">The identifier of a trial up to which none waits, as far as the worker knows: where a later one waits, no trial is created. Null does not look.</param>
public sealed record ClaimRequest(string Worker, TimeSpan Lease, string? Round = null, string? CountedRound = null, long? QueueSeen = null);
