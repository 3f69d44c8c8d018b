using BenchmarkDotNet.Attributes;
using HyperScaffold.Pruners;
using HyperScaffold.Trials;

namespace HyperScaffold.Bench.Micro;

[MemoryDiagnoser]
public class PrunerBenchmarks
{
    private readonly MedianPruner _median = new();
    private readonly HyperbandPruner _hyperband = new(new HyperbandOptions { MaxResource = 30 });
    private PruneRequest _request = Ask(0);

    [Params(100, 1000)]
    public int Finished { get; set; }

    [GlobalSetup]
    public void Fill() => _request = Ask(Finished);

    [Benchmark]
    public PruneDecision Median() => _median.Decide(_request);

    [Benchmark]
    public PruneDecision Hyperband() => _hyperband.Decide(_request);

    private static PruneRequest Ask(int finished)
    {
        var history = Example.History(finished);
        var trial = Example.Trial(finished, Example.Space.Parameters.Aggregate(Values, (v, p) => v.Add(p.Name, 1))) with { State = TrialState.Running };
        return new PruneRequest { Trial = trial, History = history };
    }

    private static System.Collections.Immutable.ImmutableDictionary<string, double> Values { get; } = System.Collections.Immutable.ImmutableDictionary.Create<string, double>(StringComparer.Ordinal);
}
