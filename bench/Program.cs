using System.Globalization;
using HyperScaffold.Bench.Engine;
using HyperScaffold.Bench.Quality;
using HyperScaffold.Bench.Storage;

return args switch
{
    ["quality", ..] => QualityBench.Run(args[1..]),
    ["engine", ..] => EngineBench.Run(args[1..]),
    ["storage"] => StorageBench.Run(),
    ["storage-worker", var url, var study, var seconds, var pause] =>
        StorageWorker.Run(url, study, TimeSpan.FromSeconds(Number(seconds)), TimeSpan.FromMilliseconds(Number(pause))),
    ["torture", ..] => TortureBench.Run(args is [_, var kills] ? (int)Number(kills) : 200),
    _ => Usage(),
};

static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("usage: HyperScaffold.Bench quality [--reuse FILE] | engine [--alone] | storage | torture [KILLS]");
    return 2;
}
