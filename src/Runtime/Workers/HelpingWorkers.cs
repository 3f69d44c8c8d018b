using HyperScaffold.Storage;

namespace HyperScaffold.Workers;

/// <summary>
/// Keeps worker processes on a study that another process leads: starts one a slot, starts those again that crash, and
/// gives no orders.
/// </summary>
/// <param name="options">How workers are started.</param>
public sealed class HelpingWorkers(ProcessOptions options)
{
    private static readonly TimeSpan SteadyAfter = TimeSpan.FromSeconds(30);

    /// <summary>Helps until the workers leave by themselves.</summary>
    /// <param name="storage">Where the study lies.</param>
    /// <param name="study">The study.</param>
    /// <param name="cancellation">Ends it early: running trials are handed back.</param>
    /// <returns>Why they left.</returns>
    /// <exception cref="HyperException">Workers crash again and again; the message holds what the last one wrote.</exception>
    public async Task<WorkerEnd> RunAsync(IStorage storage, StudyRecord study, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(study);
        var slots = options.Slots.Select(s => new SlotKeeper(options, study.Name, s)).ToList();
        try
        {
            return await WatchAsync(storage, study, slots, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await SlotKeeper.StopAllAsync(slots, options, exit => storage.Reap(study.Id, exit.Worker, options.MaxAttempts, exit.Loss)).ConfigureAwait(false);
        }
    }

    private async Task<WorkerEnd> WatchAsync(IStorage storage, StudyRecord study, List<SlotKeeper> slots, CancellationToken cancellation)
    {
        var (crashes, since) = (0, options.Time.GetTimestamp());
        slots.ForEach(s => s.Fill());
        while (true)
        {
            foreach (var slot in slots)
            {
                if (slot.Collect() is { } exit)
                {
                    crashes = !exit.IsCrash ? 0 : options.Time.GetElapsedTime(since) > SteadyAfter ? 1 : crashes + 1;
                    since = options.Time.GetTimestamp();
                    if (AfterExit(storage, study, exit, crashes) is { } end)
                    {
                        return end;
                    }
                }

                slot.Fill();
            }

            if (cancellation.WaitHandle.WaitOne(0))
            {
                return WorkerEnd.Interrupted;
            }

            await Task.Delay(options.Poll, options.Time, CancellationToken.None).ConfigureAwait(false);
        }
    }

    // what ends one worker for good ends all of them: they work on the same study and have the same time
    private WorkerEnd? AfterExit(IStorage storage, StudyRecord study, WorkerExit exit, int crashes)
    {
        if (!exit.IsCrash)
        {
            return (WorkerEnd)exit.Code is WorkerEnd.Recycled ? null : (WorkerEnd)exit.Code;
        }

        storage.Reap(study.Id, exit.Worker, options.MaxAttempts, exit.Loss);
        exit.ThrowIfNotUnderstood();
        return crashes < options.MaxFailures
            ? null
            : throw new HyperException($"Workers stopped {crashes} times in a row with exit code {exit.Code}, so this machine helps no longer. The last one wrote:{Environment.NewLine}{exit.Output}");
    }
}
