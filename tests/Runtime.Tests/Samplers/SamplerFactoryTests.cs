using HyperScaffold.Contracts;
using HyperScaffold.Samplers;
using HyperScaffold.Samplers.QuasiRandom;

namespace HyperScaffold.Runtime.Tests.Samplers;

public sealed class SamplerFactoryTests
{
    public static TheoryData<string> Names => [.. SamplerFactory.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_name_gives_a_sampler_that_proposes(string name) =>
        Assert.Equal(12, new SamplerRun(SamplerContract.Mixed, SamplerFactory.Create(name, SamplerContract.Mixed)).Run(12, v => v["lr"]).Count);

    [Theory]
    [InlineData("explore")]
    [InlineData("widen-1")]
    [InlineData("widen-3")]
    public void Auto_spreads_the_exploring_rounds_evenly(string round) =>
        Assert.IsType<QuasiRandomSampler>(SamplerFactory.Create("auto", SamplerContract.Mixed, round));

    [Theory]
    [InlineData("refine")]
    [InlineData(null)]
    public void Auto_models_what_it_has_seen_elsewhere(string? round) =>
        Assert.IsNotType<QuasiRandomSampler>(SamplerFactory.Create("auto", SamplerContract.Mixed, round));

    [Fact]
    public void An_unknown_name_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<HyperException>(() => SamplerFactory.Create("bayes", SamplerContract.Mixed));
        Assert.StartsWith("A sampler must be one of auto, random, quasi-random, tpe, gp, grid", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("but got 'bayes'. Choose auto where unsure.", error.Message, StringComparison.Ordinal);
    }
}
