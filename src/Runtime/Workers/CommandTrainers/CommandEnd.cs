namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>How a run of a command ended.</summary>
public enum CommandEnd
{
    /// <summary>It ended with exit code 0 and said something to judge it by.</summary>
    Complete,

    /// <summary>A report was answered with the word to stop.</summary>
    Pruned,

    /// <summary>It could not start, failed, diverged, or broke the protocol.</summary>
    Failed,

    /// <summary>It was cancelled from outside.</summary>
    Cancelled,
}
