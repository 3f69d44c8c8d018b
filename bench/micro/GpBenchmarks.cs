using BenchmarkDotNet.Attributes;
using HyperScaffold.Samplers;
using HyperScaffold.Samplers.Gp;
using HyperScaffold.Samplers.Random;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Bench.Micro;

/// <summary>An ask of the Gaussian process in four dimensions.</summary>
[MemoryDiagnoser]
public class GpBenchmarks
{
    private static readonly SearchSpace Cube = SearchSpace.Empty.Float("a", 0, 1).Float("b", 0, 1).Float("c", 0, 1).Float("d", 0, 1);
    private readonly GpSampler _gp = new();
    private SampleRequest _request = Example.Request(Example.History(0), 0);

    [Params(50, 200)]
    public int Finished { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var (history, random) = (new TrialHistory("micro", StudyDirection.Minimize), new RandomSampler());
        for (var i = 0; i < Finished; i++)
        {
            var values = random.Propose(Request(history, i)).Values;
            history.Update(new FrozenTrial
            {
                Id = i,
                Number = i,
                State = TrialState.Complete,
                Value = values.Values.Sum(v => Math.Sin(3 * v)),
                Parameters = System.Collections.Immutable.ImmutableDictionary.CreateRange(StringComparer.Ordinal, values.Select(v => KeyValuePair.Create(v.Key, new ParameterValue(Cube.Find(v.Key)!.Distribution, v.Value)))),
            });
        }

        _request = Request(history, Finished);
    }

    [Benchmark]
    public Proposal Gp() => _gp.Propose(_request);

    private static SampleRequest Request(TrialHistory history, int number) => new() { Space = Cube, History = history, Number = number, Index = number, Seed = 1 };
}
