namespace HyperScaffold.Phases;

/// <summary>Where a phase stands.</summary>
public enum PhaseState
{
    /// <summary>Something before it comes first.</summary>
    Waiting,

    /// <summary>It is what <c>phase next</c> does.</summary>
    Next,

    /// <summary>A process works on it.</summary>
    Running,

    /// <summary>It is decided.</summary>
    Done,

    /// <summary>It did not run, for a reason that its decision holds.</summary>
    Skipped,

    /// <summary>It was decided, but the plan or an earlier phase changed what it depends on.</summary>
    Stale,

    /// <summary>It began, and every trial failed.</summary>
    Failed,
}
