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
    /// <summary>Works with an objective of the program.</summary>
    /// <param name="assembly">The program.</param>
    /// <param name="line">The arguments.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Assembly assembly, ProgramArguments line)
    {
        var timeLeft = Seconds(line, "--time-left");
        using var leaving = new WorkerLeave(timeLeft, TimeProvider.System);
        var study = line.Require("--study");
        var (evaluate, space) = ProjectObjectives.Find(assembly, study);
        var options = new WorkerOptions
        {
            Study = study,
            Worker = line.Options.GetValueOrDefault("--worker") ?? WorkerPresence.UniqueName(TimeProvider.System),
            Device = line.Options.GetValueOrDefault("--device", "cpu"),
            Metric = ProjectObjectives.Plan(assembly).Metric,
            TrialTimeout = Seconds(line, "--trial-limit"),
            MemoryLimit = line.Whole("--memory-limit"),
            Recycle = (int?)line.Whole("--recycle"),
            TimeLeft = timeLeft,
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
        return (int)Run(storage, options, space, runner, leaving);
    }

    /// <summary>Works until told to leave.</summary>
    /// <param name="storage">Where the study lies.</param>
    /// <param name="options">Who works.</param>
    /// <param name="space">The space.</param>
    /// <param name="runner">Evaluates trials.</param>
    /// <param name="leaving">Hears when to leave.</param>
    /// <returns>Why it left.</returns>
    public static WorkerEnd Run(IStorage storage, WorkerOptions options, SearchSpace space, ITrialRunner runner, WorkerLeave leaving)
    {
        using var presence = WorkerPresence.Here?.Announce(options.Worker, options.Study, storage.DisplayUrl);
        using var loop = new WorkerLoop(storage, options, space, runner);
        using var handing = leaving.HandsBack(loop.HandBack);
        var end = loop.Run(leaving.Token);
        return leaving.Told ?? end;
    }

    private static TimeSpan? Seconds(ProgramArguments line, string name) => line.Whole(name) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
