using BenchmarkDotNet.Attributes;
using HyperScaffold.Samplers.Tpe;
using HyperScaffold.Trials;

namespace HyperScaffold.Bench.Micro;

[MemoryDiagnoser]
public class HistoryBenchmarks
{
    private const int Added = 100;
    private readonly TpeSampler _tpe = new();
    private readonly FrozenTrial[] _trials = [.. Example.History(1000 + Added).Finished];
    private TrialHistory _history = new("micro", StudyDirection.Minimize);

    [IterationSetup]
    public void Fill()
    {
        _history = Example.History(1000);
        _tpe.Propose(Example.Request(_history, 1000));
    }

    /// <summary>What one finished trial costs: its place in the history and in TPE's sorted table.</summary>
    [Benchmark(OperationsPerInvoke = Added)]
    public void Tell()
    {
        for (var i = 1000; i < 1000 + Added; i++)
        {
            _history.Update(_trials[i]);
        }
    }
}
