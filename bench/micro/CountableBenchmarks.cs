using BenchmarkDotNet.Attributes;
using HyperScaffold.Samplers;
using HyperScaffold.Samplers.Grid;
using HyperScaffold.Samplers.Random;
using HyperScaffold.Samplers.Tpe;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Bench.Micro;

/// <summary>An ask where points are counted, so that none is proposed twice: 10,000 points, of which some were tried.</summary>
[MemoryDiagnoser]
public class CountableBenchmarks
{
    private static readonly SearchSpace Points = SearchSpace.Empty.Int("a", 1, 100).Int("b", 1, 100);
    private readonly GridSampler _grid = new(new GridOptions { Points = 100 });
    private readonly RandomSampler _random = new();
    private readonly TpeSampler _tpe = new();
    private SampleRequest _request = Example.Request(Example.History(0), 0);

    [Params(100, 5000)]
    public int Finished { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var history = new TrialHistory("micro", StudyDirection.Minimize);
        for (var i = 0; i < Finished; i++)
        {
            history.Update(Example.Trial(i, _random.Propose(Request(history, i)).Values, Points));
        }

        _request = Request(history, Finished);
    }

    [Benchmark]
    public Proposal Grid() => _grid.Propose(_request);

    [Benchmark]
    public Proposal Random() => _random.Propose(_request);

    [Benchmark]
    public Proposal Tpe() => _tpe.Propose(_request);

    private static SampleRequest Request(TrialHistory history, int number) => new() { Space = Points, History = history, Number = number, Index = number, Seed = 1 };
}
