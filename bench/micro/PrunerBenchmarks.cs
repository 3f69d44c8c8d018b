using System.Collections.Immutable;
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

    [Params(100, 10000)]
    public int Finished { get; set; }

    [GlobalSetup]
    public void Fill() => _request = Ask(Finished);

    [Benchmark]
    public PruneDecision Median() => _median.Decide(_request);

    [Benchmark]
    public PruneDecision Hyperband() => _hyperband.Decide(_request);

    // every trial has reached three rungs, and the one that is judged passes four
    private static PruneRequest Ask(int finished)
    {
        var history = new TrialHistory("micro", StudyDirection.Minimize);
        foreach (var trial in Example.History(finished).All)
        {
            history.Update(trial with { SystemAttributes = trial.SystemAttributes.AddRange(Enumerable.Range(0, 3).Select(r => KeyValuePair.Create($"completed_rung_{r}", $"{1 + trial.Number}"))) });
        }

        var values = ImmutableDictionary.CreateRange(StringComparer.Ordinal, Example.Space.Parameters.Select(p => KeyValuePair.Create(p.Name, 1.0)));
        return new PruneRequest { Trial = Example.Trial(finished, values) with { State = TrialState.Running, IntermediateValues = [new(30, 0)] }, History = history };
    }
}
