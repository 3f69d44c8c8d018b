using System.Globalization;
using HyperScaffold.Bench.Engine;
using HyperScaffold.Bench.Quality;
using HyperScaffold.Bench.Storage;
using HyperScaffold.Bench.Supervision;
using HyperScaffold.Bench.Torture;
using HyperScaffold.Workers;

return args switch
{
    ["quality", ..] => QualityBench.Run(args[1..]),
    ["engine", ..] => EngineBench.Run(args[1..]),
    ["storage", ..] => StorageBench.Run(args[1..]),
    ["storage-worker", var url, var study, var seconds, var pause] =>
        StorageWorker.Run(url, study, TimeSpan.FromSeconds(Number(seconds)), TimeSpan.FromMilliseconds(Number(pause))),
    ["overhead"] => OverheadBench.Run(),
    ["worker", ..] => TrainingProgram.Run<Epoch>(args, _ => []),
    ["torture", ..] => TortureBench.Run(args[1..]),
    ["torture-worker", ..] => TortureWorker.Run(args[1..]),
    ["torture-supervisor", var url, var folder, var trials, var workers] => TortureWorker.Supervise(url, folder, (int)Number(trials), (int)Number(workers)),
    _ => Usage(),
};

static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("usage: HyperScaffold.Bench quality [--reuse FILE] | engine [--alone] | storage [PART ...] | overhead | torture [--on sqlite|postgres] [--kills 200] [--seed 1]");
    return 2;
}

internal sealed record Epoch(double Value);
