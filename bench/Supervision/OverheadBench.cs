using System.Diagnostics;
using HyperScaffold.Bench.Common;
using HyperScaffold.Storage;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Bench.Supervision;

/// <summary>What a phase costs beside its trainings: a round of trials that do nothing, through worker processes.</summary>
public static class OverheadBench
{
    private const int Trials = 1000;
    private const int Workers = 2;
    private const double Target = 5;

    /// <summary>Runs the round in a fresh file.</summary>
    /// <param name="folder">Where the file is made.</param>
    /// <returns>The row: seconds from the start of the first worker to the end of the round.</returns>
    public static Row Run(string folder)
    {
        var url = $"sqlite:///{folder}/overhead.db";
        using var storage = StorageFactory.Open(url);
        var study = storage.CreateStudy("bench-nothing", StudyDirection.Minimize);
        storage.SetStudyAttribute(study.Id, SpaceJson.AttributeKey, SpaceJson.Write(IdleTrial.Space));
        var order = new RoundOrder { Round = "explore", Trials = Trials, Sampler = "quasi-random", Pruner = "median", Epochs = 1 };
        var executor = new ProcessRoundExecutor(new ProcessOptions
        {
            FileName = Environment.ProcessPath!,
            StorageUrl = url,
            LogFolder = Path.Combine(folder, "logs"),
            Slots = LocalSlots.Cores(Workers),
        });
        var clock = Stopwatch.StartNew();
        executor.RunAsync(storage, study, order, new Progress<RoundProgress>(), CancellationToken.None).GetAwaiter().GetResult();
        var seconds = clock.Elapsed.TotalSeconds;
        executor.StopAsync().GetAwaiter().GetResult();
        var done = storage.Read(study.Id, StudyCursor.Start).Trials.Count(t => t.State is TrialState.Complete or TrialState.Pruned);
        return done == Trials
            ? Row.Against($"{Trials:N0} trials that do nothing, {Workers} worker processes", "s", seconds, null, Target)
            : throw new InvalidOperationException($"{done} of {Trials} trials ended");
    }

    /// <summary>Runs it alone.</summary>
    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("hyper-overhead-").FullName;
        Row.Print("overhead", [Run(folder)]);
        Directory.Delete(folder, recursive: true);
        return 0;
    }
}
