using BenchmarkDotNet.Attributes;
using HyperScaffold.Samplers;
using HyperScaffold.Samplers.QuasiRandom;
using HyperScaffold.Samplers.Random;
using HyperScaffold.Samplers.Tpe;

namespace HyperScaffold.Bench.Micro;

[MemoryDiagnoser]
public class SamplerBenchmarks
{
    private readonly RandomSampler _random = new();
    private readonly QuasiRandomSampler _quasiRandom = new();
    private readonly TpeSampler _tpe = new();
    private SampleRequest _request = Example.Request(Example.History(0), 0);

    [Params(100, 1000, 5000)]
    public int Finished { get; set; }

    [GlobalSetup]
    public void Fill() => _request = Example.Request(Example.History(Finished), Finished);

    [Benchmark]
    public Proposal Random() => _random.Propose(_request);

    [Benchmark]
    public Proposal QuasiRandom() => _quasiRandom.Propose(_request);

    [Benchmark]
    public Proposal Tpe() => _tpe.Propose(_request);
}
