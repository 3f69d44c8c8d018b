using System.Reflection;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;

namespace HyperScaffold.Workers;

/// <summary>
/// A worker as a process: it leaves when its work is done, when a signal tells it to (a trial is handed back first), and
/// when its standard input closes, which means that whoever started it is gone.
/// </summary>
internal static class WorkerProgram
{
    private static readonly TimeSpan LeaveWithin = TimeSpan.FromSeconds(1.4);
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(0.4);

    // what handing a trial back takes, and some air before whoever counts the time ends the process
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(3);

    /// <summary>Works with an objective of the program.</summary>
    /// <param name="assembly">The program.</param>
    /// <param name="line">The arguments.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Assembly assembly, ProgramArguments line)
    {
        var study = line.Require("--study");
        var (evaluate, space) = ProjectObjectives.Find(assembly, study);
        var options = new WorkerOptions
        {
            Study = study,
            Worker = line.Options.GetValueOrDefault("--worker") ?? $"{Environment.MachineName}:{Environment.ProcessId}",
            Device = line.Options.GetValueOrDefault("--device", "cpu"),
            Metric = ProjectObjectives.Plan(assembly).Metric,
            TrialTimeout = Seconds(line, "--trial-limit"),
            MemoryLimit = line.Whole("--memory-limit"),
            Recycle = (int?)line.Whole("--recycle"),
            TimeLeft = Seconds(line, "--time-left"),
            Log = Console.Out,
            LogFolder = line.Options.TryGetValue("--logs", out var logs) ? Path.Combine(logs, study) : null,
            CheckpointFolder = line.Options.TryGetValue("--checkpoints", out var checkpoints) ? Path.Combine(checkpoints, study) : null,
        };
        if (line.Whole("--threads") is { } threads)
        {
            ThreadCount.Set(threads);
        }

        using var storage = StorageFactory.Open(StorageAddress.RequireNoPassword(line.Require("--storage")));
        using var runner = new LoggedRunner(new ObjectiveRunner(evaluate), options.LogFolder);
        return (int)Run(storage, options, space, runner);
    }

    /// <summary>Works until told to leave.</summary>
    /// <param name="storage">Where the study lies.</param>
    /// <param name="options">Who works.</param>
    /// <param name="space">The space.</param>
    /// <param name="runner">Evaluates trials.</param>
    /// <returns>Why it left.</returns>
    public static WorkerEnd Run(IStorage storage, WorkerOptions options, SearchSpace space, ITrialRunner runner)
    {
        using var leaving = new CancellationTokenSource();
        using var loop = new WorkerLoop(storage, options, space, runner);
        WorkerEnd? told = null;
        void Leave(WorkerEnd end)
        {
            told ??= end;
            leaving.Cancel();
            _ = LeaveForSure(loop, end);
        }

        using var signals = new LeavingSignals(() => Leave(WorkerEnd.Interrupted));
        using var alarm = options.TimeLeft is { } left ? options.Time.CreateTimer(_ => Leave(WorkerEnd.TimeUp), null, left > Margin ? left - Margin : TimeSpan.Zero, Timeout.InfiniteTimeSpan) : null;
        if (IsSupervised)
        {
            WatchInput(() => Leave(WorkerEnd.Closed));
        }

        var end = loop.Run(leaving.Token);
        return told ?? end;
    }

    // a pipe comes from a supervisor; a batch system's workers read /dev/null, which says nothing by being empty
    private static bool IsSupervised => OperatingSystem.IsLinux()
        ? new FileInfo("/proc/self/fd/0").LinkTarget?.StartsWith("pipe:", StringComparison.Ordinal) == true
        : Console.IsInputRedirected;

    private static TimeSpan? Seconds(ProgramArguments line, string name) => line.Whole(name) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static void WatchInput(Action leave)
    {
        var watch = new Thread(() =>
        {
            while (Console.In.ReadLine() is not null)
            {
                // a supervisor says nothing; only the end of the input counts
            }

            leave();
        });
        watch.IsBackground = true;
        watch.Start();
    }

    // a training that never looks at its token must not keep the process, nor a storage that cannot be reached
    private static async Task LeaveForSure(WorkerLoop loop, WorkerEnd end)
    {
        await Task.Delay(LeaveWithin).ConfigureAwait(false);
        await Task.WhenAny(Task.Run(loop.HandBack), Task.Delay(LastWord)).ConfigureAwait(false);
        Environment.Exit((int)end);
    }
}
