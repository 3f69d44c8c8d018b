using System.Globalization;
using HyperScaffold.Storage;
using HyperScaffold.Workers;

namespace HyperScaffold.Bench.Torture;

/// <summary>The processes that are tortured: a real worker with a short lease and a notebook, and a real supervisor.</summary>
public static class TortureWorker
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    /// <summary>Works until told to leave.</summary>
    /// <param name="args">What a supervisor gives: <c>worker --study ...</c>.</param>
    public static int Run(string[] args)
    {
        var line = ProgramArguments.Parse(args);
        var name = line.Require("--worker");
        var options = new WorkerOptions { Study = line.Require("--study"), Worker = name, Lease = Lease, LogFolder = line.Options.GetValueOrDefault("--logs") };
        using var leaving = new WorkerLeave(null, options.Time);
        using var storage = StorageFactory.Open(line.Require("--storage"));
        var notes = Path.Combine(line.Require("--logs"), string.Create(CultureInfo.InvariantCulture, $"told-{Environment.ProcessId}-{name.Replace(':', '-')}.txt"));
        return (int)WorkerProgram.Run(TellNotes.Around(storage, notes), options, TortureTrial.Space, new ObjectiveRunner(TortureTrial.Evaluate), leaving);
    }

    /// <summary>Supervises workers until a number of trials ended.</summary>
    /// <param name="url">The storage.</param>
    /// <param name="folder">The folder of logs and notes.</param>
    /// <param name="trials">The number.</param>
    /// <param name="workers">How many workers.</param>
    public static int Supervise(string url, string folder, int trials, int workers)
    {
        using var storage = StorageFactory.Open(url);
        var study = storage.FindStudy(TortureTrial.Study)!;
        var order = new RoundOrder { Round = "explore", Trials = trials, Sampler = "random", Pruner = "none", Epochs = TortureTrial.Epochs };
        var executor = new ProcessRoundExecutor(new ProcessOptions
        {
            FileName = Environment.ProcessPath!,
            Arguments = ["torture-worker"],
            StorageUrl = url,
            LogFolder = folder,
            Slots = LocalSlots.Cores(workers),
            MaxFailures = int.MaxValue,
            Backoff = TimeSpan.FromMilliseconds(20),
        });
        executor.RunAsync(storage, study, order, new Progress<RoundProgress>(), CancellationToken.None).GetAwaiter().GetResult();
        executor.StopAsync().GetAwaiter().GetResult();
        return 0;
    }
}
