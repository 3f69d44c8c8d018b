namespace HyperScaffold.Storage;

/// <summary>Who holds a trial in memory, and until when.</summary>
/// <param name="Worker">The worker's name.</param>
/// <param name="Lease">The right itself.</param>
/// <param name="Until">When it expires, in UTC.</param>
internal sealed record MemoryLease(string Worker, TrialLease Lease, DateTime Until);
