using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Studies;

namespace HyperScaffold.Workers;

/// <summary>Runs rounds on threads of this process: for simulations, tests, and objectives that are cheap.</summary>
/// <param name="runner">Evaluates trials.</param>
/// <param name="space">The space.</param>
/// <param name="threads">The number of threads, at least 1; with one, a round depends on its seed alone.</param>
/// <param name="metric">The metric's name, for objectives that ask their context.</param>
public sealed class InProcessRoundExecutor(ITrialRunner runner, SearchSpace space, int threads = 1, string metric = "value") : IRoundExecutor
{
    private const int MostFailures = 5;

    /// <summary>Initializes a new instance of the <see cref="InProcessRoundExecutor"/> class with an objective.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="space">The space.</param>
    /// <param name="threads">The number of threads, at least 1.</param>
    public InProcessRoundExecutor(Func<Trial, double> objective, SearchSpace space, int threads = 1)
        : this(new ObjectiveRunner(objective), space, threads)
    {
    }

    /// <inheritdoc/>
    public async Task RunAsync(IStorage storage, StudyRecord study, RoundOrder order, IProgress<RoundProgress> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(progress);
        storage.SetStudyAttribute(study.Id, RoundOrder.AttributeKey, RoundOrderJson.Write(order));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var open = Study.Load(study.Name, new StudyOptions { Storage = storage, Space = space, Worker = $"{Environment.MachineName}:{Environment.ProcessId}:threads" });
        var settings = OrderSettings.Of(order, space, new WorkerOptions { Study = study.Name, Worker = "threads", Metric = metric }, ending.Token);
        var tracker = new RoundTracker(storage, study, order);
        tracker.Read();
        progress.Report(tracker.Progress());
        var work = Enumerable.Range(0, threads)
            .Select(_ => Task.Factory.StartNew(() => Work(open, settings, tracker, progress, ending), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        await Task.WhenAll(work).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    }

    private void Work(Study study, AskSettings settings, RoundTracker tracker, IProgress<RoundProgress> progress, CancellationTokenSource ending)
    {
        var trials = new TrialRunner(study, runner.Evaluate);
        try
        {
            while (!ending.IsCancellationRequested && study.Ask(settings).Trial is { } trial)
            {
                trials.Run(trial, ending.Token);
                Report(tracker, progress);
            }
        }
        catch
        {
            ending.Cancel();
            throw;
        }
    }

    private static void Report(RoundTracker tracker, IProgress<RoundProgress> progress)
    {
        lock (tracker)
        {
            tracker.Read();
            progress.Report(tracker.Progress());
            if (tracker.FailuresInARow >= MostFailures)
            {
                throw new HyperException($"{tracker.FailuresInARow} trials failed in a row, so the round stops. The last reason: {tracker.LastFailure}");
            }
        }
    }
}
