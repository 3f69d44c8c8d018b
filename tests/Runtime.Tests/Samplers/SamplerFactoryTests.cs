using HyperScaffold.Contracts;
using HyperScaffold.Samplers;
using HyperScaffold.Samplers.Gp;
using HyperScaffold.Samplers.QuasiRandom;
using HyperScaffold.Samplers.Tpe;
using HyperScaffold.Spaces;

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

    [Theory]
    [InlineData("refine")]
    [InlineData(null)]
    public void Auto_takes_the_Gaussian_process_for_up_to_six_numbers_without_conditions(string? round)
    {
        var numbers = SearchSpace.Empty.Float("lr", 1e-5, 1, log: true).Int("width", 16, 512, log: true).Float("dropout", 0, 0.5, step: 0.1).Categorical("one", ["only"]);
        var many = Enumerable.Range(0, 7).Aggregate(SearchSpace.Empty, (s, i) => s.Float($"x{i}", 0, 1));
        Assert.IsType<GpSampler>(SamplerFactory.Create("auto", numbers, round));
        Assert.IsType<TpeSampler>(SamplerFactory.Create("auto", numbers.Categorical("optimizer", ["sgd", "adam"]), round));
        Assert.IsType<TpeSampler>(SamplerFactory.Create("auto", numbers.Float("weight_decay", 1e-6, 0.1, log: true, disabled: 0), round));
        Assert.IsType<TpeSampler>(SamplerFactory.Create("auto", many, round));
        Assert.IsType<TpeSampler>(SamplerFactory.Create("auto", SearchSpace.Empty.Int("single", 3, 3), round));
        Assert.IsType<GpSampler>(SamplerFactory.Create("gp", many, round));
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<HyperException>(() => SamplerFactory.Create("bayes", SamplerContract.Mixed));
        Assert.StartsWith("A sampler must be one of auto, random, quasi-random, tpe, gp, grid", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("but got 'bayes'. Choose auto where unsure.", error.Message, StringComparison.Ordinal);
    }
}
