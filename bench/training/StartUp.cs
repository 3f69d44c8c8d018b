using System.Diagnostics;
using System.Globalization;
using HyperScaffold.Studies;
using HyperScaffold.Torch.Training;

namespace HyperScaffold.Bench.Training;

/// <summary>How long a fresh process takes to its first training step, beside Python's import of torch.</summary>
internal static class StartUp
{
    internal const string Word = "first-step";

    /// <summary>In the fresh process: trains one step and prints the seconds since its main began.</summary>
    internal static int TakeFirstStep(long start)
    {
        using var steps = Trainer.Run(() => Networks.Make("phase"), BenchData.Rows, new TrainerOptions { BatchSize = BenchData.Rows.Train.Count }, new TrialContext { Epochs = 1, Seed = 1 }).GetEnumerator();
        steps.MoveNext();
        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalSeconds.ToString("R", CultureInfo.InvariantCulture));
        return 0;
    }

    internal static double Ours() => Seconds(Environment.ProcessPath!, [Word]);

    internal static double? Peers(Peer? peer) => peer is null ? null : Seconds(peer.Python, ["-c", "import time; s = time.perf_counter(); import torch; print(time.perf_counter() - s)"]);

    private static double Seconds(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(text, CultureInfo.InvariantCulture);
    }
}
