namespace HyperScaffold.Trials;

/// <summary>Where a trial stands; names and numbers are Optuna's.</summary>
public enum TrialState
{
    /// <summary>A worker evaluates it.</summary>
    Running = 0,

    /// <summary>It ended with a value.</summary>
    Complete = 1,

    /// <summary>A pruner ended it early.</summary>
    Pruned = 2,

    /// <summary>It ended without a value.</summary>
    Fail = 3,

    /// <summary>It waits in the queue for a worker.</summary>
    Waiting = 4,
}
