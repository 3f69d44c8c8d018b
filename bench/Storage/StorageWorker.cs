using System.Diagnostics;
using System.Globalization;
using HyperScaffold.Storage;

namespace HyperScaffold.Bench.Storage;

/// <summary>A process that asks and tells until it is told to stop, and prints each trial that was told.</summary>
public static class StorageWorker
{
    private const double LeaseSeconds = 2;
    private const int WarmUp = 1000;

    public static int Run(string url, string study, TimeSpan time, TimeSpan pause)
    {
        using var storage = StorageFactory.Open(url);
        using var open = StorageTrial.Open(storage, study, TimeSpan.FromSeconds(pause > TimeSpan.Zero ? LeaseSeconds : 60));
        if (pause == TimeSpan.Zero)
        {
            // eight runtimes that compile at once say nothing about a storage; a busy machine takes longer until they have
            open.Optimize(StorageTrial.Evaluate, trials: WarmUp);
        }

        Console.WriteLine("ready");
        Console.ReadLine();
        var clock = Stopwatch.StartNew();
        var (trials, lost, worst) = (0, 0, 0.0);
        while (clock.Elapsed < time)
        {
            var before = clock.Elapsed;
            try
            {
                var trial = open.Ask();
                var value = StorageTrial.Evaluate(trial);
                Thread.Sleep(pause);
                open.Tell(trial, value);
                trials++;
                Print(pause, trial.Number, value);
            }
            catch (LeaseLostException)
            {
                lost++;
            }

            worst = Math.Max(worst, (clock.Elapsed - before).TotalSeconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"done {trials} {lost} {worst:R} {clock.Elapsed.TotalSeconds:R}"));
        return 0;
    }

    private static void Print(TimeSpan pause, int number, double value)
    {
        if (pause > TimeSpan.Zero)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"told {number} {value:R}"));
        }
    }
}
