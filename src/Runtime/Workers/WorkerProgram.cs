using System.Reflection;
using System.Runtime.InteropServices;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;

namespace HyperScaffold.Workers;

/// <summary>
/// A worker as a process: it leaves when its work is done, when a signal tells it to (a trial is handed back first), and
/// when its standard input closes, which means that whoever started it is gone.
/// </summary>
internal static class WorkerProgram
{
    private const int UserSignal1 = 10;
    private static readonly TimeSpan LeaveWithin = TimeSpan.FromSeconds(1.5);

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
            Worker = line.Require("--worker"),
            Device = line.Options.GetValueOrDefault("--device", "cpu"),
            Metric = ProjectObjectives.Plan(assembly).Metric,
            TrialTimeout = line.Whole("--trial-limit") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            MemoryLimit = line.Whole("--memory-limit"),
            Recycle = (int?)line.Whole("--recycle"),
        };
        if (line.Whole("--threads") is { } threads)
        {
            ThreadCount.Set(threads);
        }

        using var storage = StorageFactory.Open(StorageAddress.RequireNoPassword(line.Require("--storage")));
        return Run(storage, options, space, new ObjectiveRunner(evaluate));
    }

    /// <summary>Works until told to leave.</summary>
    /// <param name="storage">Where the study lies.</param>
    /// <param name="options">Who works.</param>
    /// <param name="space">The space.</param>
    /// <param name="runner">Evaluates trials.</param>
    /// <returns>0, or 130 after a signal.</returns>
    public static int Run(IStorage storage, WorkerOptions options, SearchSpace space, ITrialRunner runner)
    {
        using var leaving = new CancellationTokenSource();
        using var loop = new WorkerLoop(storage, options, space, runner);
        var wasSignalled = false;
        void Leave(int code)
        {
            wasSignalled |= code != 0;
            leaving.Cancel();
            _ = LeaveForSure(loop, code);
        }

        using var interrupt = Listen(PosixSignal.SIGINT, () => Leave(130));
        using var terminate = Listen(PosixSignal.SIGTERM, () => Leave(130));
        using var user = OperatingSystem.IsWindows() ? null : Listen((PosixSignal)UserSignal1, () => Leave(130));
        if (IsSupervised)
        {
            WatchInput(() => Leave(0));
        }

        loop.Run(leaving.Token);
        return wasSignalled ? 130 : 0;
    }

    // a pipe comes from a supervisor; a batch system's workers read /dev/null, which says nothing by being empty
    private static bool IsSupervised => OperatingSystem.IsLinux()
        ? new FileInfo("/proc/self/fd/0").LinkTarget?.StartsWith("pipe:", StringComparison.Ordinal) == true
        : Console.IsInputRedirected;

    private static PosixSignalRegistration Listen(PosixSignal signal, Action leave) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        leave();
    });

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

    // a training that never looks at its token must not keep the process: the trial is handed back from here
    private static async Task LeaveForSure(WorkerLoop loop, int code)
    {
        await Task.Delay(LeaveWithin).ConfigureAwait(false);
        loop.HandBack();
        Environment.Exit(code);
    }
}
