namespace HyperScaffold.Workers;

/// <summary>What a worker needs to know to begin.</summary>
public sealed record WorkerOptions
{
    /// <summary>Gets the study's name.</summary>
    public required string Study { get; init; }

    /// <summary>Gets the worker's name in leases; unique among all processes of the study.</summary>
    public required string Worker { get; init; }

    /// <summary>Gets the device's name as PyTorch writes it.</summary>
    /// <value>The default is <c>cpu</c>.</value>
    public string Device { get; init; } = "cpu";

    /// <summary>Gets the metric's name as in the plan.</summary>
    /// <value>The default is <c>value</c>.</value>
    public string Metric { get; init; } = "value";

    /// <summary>Gets how long a trial stays the worker's after it was last heard of.</summary>
    /// <value>The default is 60 s.</value>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how many attempts a configuration gets whose workers vanish.</summary>
    /// <value>The default is 3.</value>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Gets how long to wait before looking again where there is nothing to do.</summary>
    /// <value>The default is 50 ms.</value>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Gets after how many trials the worker leaves, so that its memory starts afresh; null for never.</summary>
    public int? Recycle { get; init; }

    /// <summary>Gets how long one trial may take; it fails with that reason. Null for no limit.</summary>
    public TimeSpan? TrialTimeout { get; init; }

    /// <summary>Gets the most memory the worker may use, in bytes; beyond it the trial fails and the worker starts afresh. Null for no limit.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Gets how long the worker has: it takes no trial that would not fit, and hands a running one back at the end. Null for no end.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>Gets the folder of the study's logs, one a trial; null keeps none.</summary>
    public string? LogFolder { get; init; }

    /// <summary>Gets the folder of the study's checkpoints, from which trials of killed workers go on; null keeps none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Gets where the worker says how it works.</summary>
    /// <value>The default says nothing.</value>
    public TextWriter Log { get; init; } = TextWriter.Null;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
