namespace HyperScaffold.Workers;

/// <summary>Why a worker left by itself; the value is its exit code.</summary>
public enum WorkerEnd
{
    /// <summary>The phase is over, or whoever started the worker is gone.</summary>
    Closed = 0,

    /// <summary>The study's ranges changed, so that the program must be generated and built again.</summary>
    SpaceChanged = 93,

    /// <summary>No trial fits into the time that is left.</summary>
    TimeUp = 94,

    /// <summary>It ran as many trials as it may, and is to be replaced by a fresh one.</summary>
    Recycled = 95,

    /// <summary>A signal told it to leave.</summary>
    Interrupted = 130,
}
