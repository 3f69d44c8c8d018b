using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Workers;

namespace HyperScaffold.Tool.Running;

/// <summary>Where workers run and what a trial may take: from the command line, otherwise from the plan.</summary>
internal sealed record WorkerSettings
{
    /// <summary>Gets the slots; none for the plan's number, or one a core.</summary>
    public ImmutableArray<Slot> Slots { get; init; } = [];

    /// <summary>Gets how long one trial may take; null for the plan's limit, or none.</summary>
    public TimeSpan? TrialLimit { get; init; }

    /// <summary>Gets the bytes that one trial may use; null for the plan's limit, or none.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Gets after how many trials a worker is replaced; null for the plan's number, or never.</summary>
    public int? Recycle { get; init; }

    /// <summary>Fills in what the plan says.</summary>
    /// <param name="search">The plan's settings.</param>
    /// <returns>Settings with slots.</returns>
    public WorkerSettings Over(SearchSettings search)
    {
        ArgumentNullException.ThrowIfNull(search);
        return new WorkerSettings
        {
            Slots = Slots.IsEmpty ? LocalSlots.Cores(search.Workers) : Slots,
            TrialLimit = TrialLimit ?? search.TrialLimit,
            MemoryLimit = MemoryLimit ?? search.MemoryLimit,
            Recycle = Recycle ?? search.Recycle,
        };
    }

    /// <summary>Reads where workers run.</summary>
    /// <param name="workers">The number of workers, or null.</param>
    /// <param name="devices">The device list, or null.</param>
    /// <param name="environment">The environment, for the GPUs that are visible.</param>
    /// <returns>The slots; none where neither is given.</returns>
    /// <exception cref="UsageException">Both are given, or one has a wrong value.</exception>
    public static ImmutableArray<Slot> ReadSlots(int? workers, string? devices, ToolEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (workers is not null && devices is not null)
        {
            throw new UsageException($"--devices {devices} names a slot for each worker already, so --workers {workers} has nothing to say. Leave one of them out.");
        }

        try
        {
            return devices is not null ? LocalSlots.Parse(devices, LocalMachine.Detect(environment.Variable(LocalSlots.VisibleDevices)))
                : workers is not null ? LocalSlots.Cores(workers)
                : [];
        }
        catch (HyperException e) when (e is not UsageException)
        {
            throw new UsageException(e.Message, e);
        }
    }

    /// <summary>Reads after how many trials a worker is replaced.</summary>
    /// <param name="trials">The number, or null.</param>
    /// <returns>The number, or null.</returns>
    /// <exception cref="UsageException">The number is below 1.</exception>
    public static int? ReadRecycle(int? trials) => trials is < 1
        ? throw new UsageException($"A worker runs at least one trial before it is replaced, but got --recycle {trials}. Leave it out for never.")
        : trials;
}
