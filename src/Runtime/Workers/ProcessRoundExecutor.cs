using HyperScaffold.Storage;
using HyperScaffold.Studies;

namespace HyperScaffold.Workers;

/// <summary>
/// Runs rounds in worker processes, one a slot. The workers live on from round to round; one that crashes costs one
/// attempt of one trial and is started again.
/// </summary>
/// <param name="options">How workers are started.</param>
public sealed class ProcessRoundExecutor(ProcessOptions options) : IRoundExecutor, IAsyncDisposable
{
    private static readonly TimeSpan ReapEvery = TimeSpan.FromSeconds(2);

    // workers beat four times in a lease, which is 60 s
    private static readonly TimeSpan Asleep = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterSleep = TimeSpan.FromSeconds(30);
    private readonly WorkerPresence? _presence = WorkerPresence.Here;
    private List<SlotKeeper> _slots = [];
    private (IStorage Storage, StudyRecord Study)? _at;

    /// <summary>Gets the identifiers of the worker processes that run now.</summary>
    public IReadOnlyList<int> ProcessIds => [.. _slots.Select(s => s.ProcessId).OfType<int>()];

    /// <inheritdoc/>
    public async Task RunAsync(IStorage storage, StudyRecord study, RoundOrder order, IProgress<RoundProgress> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(progress);
        await EnterAsync(storage, study).ConfigureAwait(false);
        storage.SetStudyAttribute(study.Id, WorkerLoop.ExhaustedKey, null);
        storage.SetStudyAttribute(study.Id, RoundOrder.AttributeKey, RoundOrderJson.Write(order with { Slots = options.Slots.Length }));
        try
        {
            await WatchAsync(storage, study, order, progress, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await StopAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Lets all workers leave: they hand their trials back, and those that do not leave in time are killed. Call it
    /// before the project is built again.
    /// </summary>
    /// <returns>A task that ends when no worker runs.</returns>
    public async Task StopAsync()
    {
        await SlotKeeper.StopAllAsync(_slots, options, exit => _at?.Storage.Reap(_at.Value.Study.Id, exit.Worker, options.MaxAttempts, exit.Loss)).ConfigureAwait(false);
        _slots = [];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private async Task EnterAsync(IStorage storage, StudyRecord study)
    {
        if (_at?.Study.Name != study.Name)
        {
            await StopAsync().ConfigureAwait(false);
        }

        _at = (storage, study);
        if (_slots.Count == 0)
        {
            _slots = [.. options.Slots.Select(s => new SlotKeeper(options, study.Name, s))];
        }
    }

    private async Task WatchAsync(IStorage storage, StudyRecord study, RoundOrder order, IProgress<RoundProgress> progress, CancellationToken cancellation)
    {
        var tracker = new RoundTracker(storage, study, order);
        var crashes = 0;
        var reaped = options.Time.GetTimestamp();
        var sleep = new SleepWatch(options.Time, Asleep, AfterSleep);
        ReapGone(storage, study);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var isAwake = sleep.IsAwake();
            if (tracker.Read())
            {
                progress.Report(tracker.Progress());
            }

            // first of all, since trials that fail at once may fill the whole round between two reads
            StopIfHopeless(tracker, study);
            if (tracker.IsDone(IsExhausted(storage, study, order)))
            {
                return;
            }

            crashes = tracker.HasProgressed ? Forgive() : crashes;
            crashes += Refill(storage, study, crashes);
            if (options.Time.GetElapsedTime(reaped) > ReapEvery)
            {
                ReapGone(storage, study);
                if (isAwake)
                {
                    storage.Reap(study.Id, null, options.MaxAttempts);
                }

                reaped = options.Time.GetTimestamp();
            }

            await Task.Delay(options.Poll, options.Time, cancellation).ConfigureAwait(false);
        }
    }

    // workers of this machine that died with their supervisor hold their trials no longer, whatever their leases say
    private void ReapGone(IStorage storage, StudyRecord study)
    {
        foreach (var worker in _presence?.Gone(study.Name, storage.DisplayUrl).Where(w => !_slots.Exists(s => s.Has(w))) ?? [])
        {
            storage.Reap(study.Id, worker, options.MaxAttempts);
            _presence?.Forget(worker);
        }
    }

    private static bool IsExhausted(IStorage storage, StudyRecord study, RoundOrder order) =>
        storage.FindStudy(study.Name)?.UserAttributes.GetValueOrDefault(WorkerLoop.ExhaustedKey) == PythonJson.Write(order.Round);

    private int Forgive()
    {
        _slots.ForEach(s => s.Forgive());
        return 0;
    }

    private int Refill(IStorage storage, StudyRecord study, int before)
    {
        var crashes = 0;
        foreach (var slot in _slots)
        {
            if (slot.Collect() is { } exit)
            {
                storage.Reap(study.Id, exit.Worker, options.MaxAttempts, exit.Loss);
                exit.ThrowIfNotUnderstood();
                crashes += exit.IsCrash ? 1 : 0;
                if (exit.IsCrash && before + crashes >= options.MaxFailures)
                {
                    throw new HyperException($"Workers stopped {before + crashes} times in a row with exit code {exit.Code}, so the round stops. The last one wrote:{Environment.NewLine}{exit.Output}");
                }
            }

            slot.Fill();
        }

        return crashes;
    }

    private void StopIfHopeless(RoundTracker tracker, StudyRecord study)
    {
        if (tracker.FailuresInARow < options.MaxFailures)
        {
            return;
        }

        var log = options.LogFolder is { } folder && tracker.LastFailed is { } number ? TrialLogs.Find(Path.Combine(folder, study.Name), number) : null;
        var end = log is null ? string.Empty : $"{Environment.NewLine}Its log: {log} (dotnet hyper logs {tracker.LastFailed})";
        throw new HyperException($"{tracker.FailuresInARow} trials failed in a row, so the round stops. The last reason: {tracker.LastFailure}{end}");
    }
}
