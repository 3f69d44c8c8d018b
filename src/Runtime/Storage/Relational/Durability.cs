namespace HyperScaffold.Storage.Relational;

/// <summary>What a transaction survives once it returned; all are atomic and seen by every process at once.</summary>
internal enum Durability
{
    /// <summary>The loss of power: it is on the disk. For all that a caller was told is done.</summary>
    Told,

    /// <summary>
    /// Whatever the worker that wrote it survives. Where worker and storage share a machine, a claim that is lost with its
    /// power had nobody left who knew it, so it needs no flush of its own: the next tell's flush takes it along.
    /// </summary>
    Claimed,

    /// <summary>Everything but a crash of the server, after which it is soon repeated: a beat.</summary>
    Beat,
}
