using System.Collections.Immutable;

namespace HyperScaffold.Workers;

/// <summary>How worker processes are started and looked after.</summary>
public sealed record ProcessOptions
{
    /// <summary>Gets the program to start.</summary>
    public required string FileName { get; init; }

    /// <summary>Gets its first arguments; <c>worker --study --storage --worker --device --threads</c> follow.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Gets environment variables for the workers.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets the working folder; null for this process's own.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>Gets the storage's address as the workers are given it.</summary>
    public required string StorageUrl { get; init; }

    /// <summary>Gets the folder that <c>STUDY/worker-N.log</c> and <c>STUDY/NUMBER.log</c> are written below; null keeps no logs.</summary>
    public string? LogFolder { get; init; }

    /// <summary>Gets the folder that <c>STUDY/NUMBER.checkpoint</c> is written below, from which trials of killed workers go on; null keeps none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Gets the slots.</summary>
    public ImmutableArray<Slot> Slots { get; init; } = LocalSlots.Cores();

    /// <summary>Gets after how many failures in a row a round stops.</summary>
    /// <value>The default is 5; at least 1.</value>
    public int MaxFailures { get; init; } = 5;

    /// <summary>Gets how many attempts a configuration gets whose workers vanish.</summary>
    /// <value>The default is 3; at least 1.</value>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Gets how long to wait before a crashed worker is started again; it doubles up to 10 s while crashes go on.</summary>
    /// <value>The default is 0.2 s.</value>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets how often the study is looked at.</summary>
    /// <value>The default is 50 ms.</value>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Gets how long workers get to hand their trials back before they are killed.</summary>
    /// <value>The default is 5 s.</value>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets how long one trial may take; null for no limit.</summary>
    public TimeSpan? TrialTimeout { get; init; }

    /// <summary>Gets the most memory a worker may use, in bytes; null for no limit.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Gets after how many trials a worker is replaced; null for never.</summary>
    public int? Recycle { get; init; }

    /// <summary>Gets how long the workers have; null for no end.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
