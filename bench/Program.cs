using HyperScaffold.Bench.Engine;
using HyperScaffold.Bench.Quality;

return args switch
{
    ["quality", ..] => QualityBench.Run(args[1..]),
    ["engine", ..] => EngineBench.Run(args[1..]),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: HyperScaffold.Bench quality [--reuse FILE] | engine [--alone]");
    return 2;
}
