using System.Diagnostics;
using System.Globalization;
using HyperScaffold.Samplers.Random;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Torch.Training;
using HyperScaffold.Trials;
using HyperScaffold.Workers;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Bench.Training;

/// <summary>A learning-rate phase: 20 trials of the digits MLP without pruning, timed from the first step to the last tell.</summary>
[Objective("learning-rate")]
internal static class PhaseBench
{
    internal const int Trials = 20;
    internal const int Epochs = 30;
    internal const int Hidden = 64;
    private const string FirstStep = "bench:first_step";

    // a process loads libtorch and the data once, fused or not; neither is a step
    private static readonly Lazy<string> Ready = new(() =>
    {
        using var loaded = zeros(1);
        _ = BenchData.Rows.Train.Count;
        return TimeProvider.System.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
    });

    /// <summary>Gets the space, as a generated objective has it.</summary>
    public static SearchSpace Space { get; } = new(new SpaceParameter("learning_rate", new FloatDistribution(1e-5, 1, true)));

    /// <summary>The objective, as a generated one reads.</summary>
    public static double Evaluate(Trial trial)
    {
        trial.SetUserAttribute(FirstStep, Ready.Value);
        var options = new TrainerOptions { LearningRate = trial.SuggestFloat("learning_rate", 1e-5, 1, log: true) };
        foreach (var epoch in Trainer.Run(() => Networks.Make("phase"), BenchData.Rows, options, trial.Context))
        {
            trial.Report(epoch.ValidationAccuracy, epoch.Number);
        }

        return trial.BestReported;
    }

    /// <summary>Runs the phase in memory on one thread.</summary>
    internal static double InMemory(int fuse, string device)
    {
        using var study = Study.Create("learning-rate", new StudyOptions { Sampler = new RandomSampler(), Space = Space, Direction = StudyDirection.Maximize, Epochs = Epochs, Device = device });
        var (first, last) = (0L, 0L);
        double Objective(Trial trial)
        {
            first = first == 0 ? Stopwatch.GetTimestamp() : first;
            return Evaluate(trial);
        }

        study.Optimize(Objective, new OptimizeOptions { Trials = Trials, Fuse = fuse, Callbacks = [(_, _) => last = Stopwatch.GetTimestamp()], Catch = e => e is HyperException });
        return Stopwatch.GetElapsedTime(first, last).TotalSeconds;
    }

    /// <summary>Runs the phase in worker processes, one a core, on a SQLite file.</summary>
    internal static async Task<double> InWorkers(string fuse, string device, int workers)
    {
        var folder = Directory.CreateTempSubdirectory("hyper-bench-").FullName;
        try
        {
            var url = $"sqlite:///{folder}/study.db";
            using var storage = StorageFactory.Open(url);
            var study = storage.CreateStudy("bench-learning-rate", StudyDirection.Maximize);
            var order = new RoundOrder { Round = "explore", Trials = Trials, Sampler = "quasi-random", Pruner = "none", Epochs = Epochs, Fuse = fuse };
            await using var executor = new ProcessRoundExecutor(new ProcessOptions { FileName = Environment.ProcessPath!, StorageUrl = url, Slots = [.. LocalSlots.Cores(workers).Select(s => s with { Device = device })] });
            await executor.RunAsync(storage, study, order, new Progress<RoundProgress>(), CancellationToken.None);
            var trials = storage.Read(study.Id, StudyCursor.Start).Trials;
            var first = trials.Min(t => DateTime.Parse(TrialAttributes.ReadText(t.UserAttributes, FirstStep)!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));
            return (trials.Max(t => t.End!.Value) - first).TotalSeconds;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
