using System.Globalization;

namespace HyperScaffold.Workers;

/// <summary>Keeps one slot busy: starts its worker, and starts it again after it ended.</summary>
/// <param name="options">The command.</param>
/// <param name="study">The study's name.</param>
/// <param name="slot">The slot.</param>
internal sealed class SlotKeeper(ProcessOptions options, string study, Slot slot) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private readonly string _prefix = string.Create(CultureInfo.InvariantCulture, $"{WorkerPresence.UniqueName(options.Time)}:{slot.Index}");
    private WorkerProcess? _worker;
    private int _starts;
    private int _crashes;
    private long _endedAt;

    /// <summary>Gets a value indicating whether a worker runs.</summary>
    public bool IsAlive => _worker is { HasExited: false };

    /// <summary>Gets the process identifier of the running worker, or null.</summary>
    public int? ProcessId => IsAlive ? _worker?.Id : null;

    /// <summary>Gets the most memory that the running worker was seen to hold, in bytes; null where nobody looked.</summary>
    public long? Peak => _worker?.Peak;

    /// <summary>Starts the worker where none runs and the wait after a crash is over.</summary>
    public void Fill()
    {
        if (_worker is null && (_crashes == 0 || options.Time.GetElapsedTime(_endedAt) >= Wait))
        {
            _worker = WorkerProcess.Start(options, study, slot, string.Create(CultureInfo.InvariantCulture, $"{_prefix}:{++_starts}"));
        }
    }

    /// <summary>Notices that the worker ended; looks at its memory while it runs.</summary>
    /// <returns>How it ended; null where it runs.</returns>
    public WorkerExit? Collect()
    {
        if (_worker is not { HasExited: true } ended)
        {
            _worker?.Look();
            return null;
        }

        var isCrash = !Enum.IsDefined((WorkerEnd)ended.ExitCode);
        _crashes = isCrash ? _crashes + 1 : 0;
        _endedAt = options.Time.GetTimestamp();
        var exit = new WorkerExit(ended.Name, ended.ExitCode, isCrash ? ended.Tail() : string.Empty, isCrash, ended.Loss);
        ended.Dispose();
        _worker = null;
        return exit;
    }

    /// <summary>Tells whether a worker is this slot's, whose end the slot notices by itself.</summary>
    /// <param name="worker">The worker's name.</param>
    /// <returns>True for the worker that runs or has not been collected.</returns>
    public bool Has(string worker) => _worker?.Name == worker;

    /// <summary>Forgets earlier crashes: the worker has shown that it can work.</summary>
    public void Forgive() => _crashes = 0;

    /// <summary>Asks the worker to leave.</summary>
    public void AskToLeave() => _worker?.AskToLeave();

    /// <summary>Kills the worker.</summary>
    public void Kill() => _worker?.Kill();

    /// <summary>Lets all workers leave: they hand their trials back, and those that do not leave in time are killed.</summary>
    /// <param name="slots">The slots.</param>
    /// <param name="options">How long they get.</param>
    /// <param name="onExit">Told how each worker ended that ran until now.</param>
    /// <returns>A task that ends when no worker runs.</returns>
    public static async Task StopAllAsync(IReadOnlyList<SlotKeeper> slots, ProcessOptions options, Action<WorkerExit> onExit)
    {
        foreach (var slot in slots)
        {
            slot.AskToLeave();
        }

        var start = options.Time.GetTimestamp();
        while (slots.Any(s => s.IsAlive) && options.Time.GetElapsedTime(start) < options.Grace)
        {
            await Task.Delay(options.Poll / 2, options.Time).ConfigureAwait(false);
        }

        foreach (var slot in slots)
        {
            slot.Kill();
            if (slot.Collect() is { } exit)
            {
                onExit(exit);
            }

            slot.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _worker?.Dispose();

    private TimeSpan Wait => TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, options.Backoff.Ticks << Math.Min(_crashes - 1, 20)));
}
