using BenchmarkDotNet.Attributes;
using HyperScaffold.Spaces;

namespace HyperScaffold.Bench.Micro;

/// <summary>The JSON text of a distribution, which a storage holds for each parameter of each trial.</summary>
[MemoryDiagnoser]
public class DistributionBenchmarks
{
    [Benchmark]
    public string WriteDistribution() => DistributionJson.Write(Example.Space.Parameters[0].Distribution);

    [Benchmark]
    public Distribution ReadDistribution() => DistributionJson.Read("""{"name": "FloatDistribution", "attributes": {"step": null, "low": 1e-05, "high": 0.1, "log": true}}""");
}
