namespace HyperScaffold.Bench.Quality;

/// <summary>Regrets of one method: one row a function, one column a seed; floored by random's median.</summary>
public sealed class RegretTable(IReadOnlyList<BenchFunction> functions, IReadOnlyList<IReadOnlyList<List<Evaluation>>> runs)
{
    public IReadOnlyList<BenchFunction> Functions => functions;

    public double[][] At(int n, RegretTable random)
    {
        var floors = random.Raw(n).Select(r => QualitySettings.Floor * RankStatistics.Median(r)).ToArray();
        return [.. Raw(n).Select((row, f) => row.Select(v => Math.Max(v, floors[f])).ToArray())];
    }

    private double[][] Raw(int n) => [.. runs.Select((row, f) => row.Select(run => Evaluation.Regret(run, n, functions[f].Minimum)).ToArray())];
}
