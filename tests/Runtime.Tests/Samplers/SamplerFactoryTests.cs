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
        Assert.IsType<AutoSampler>(SamplerFactory.Create("auto", SamplerContract.Mixed, round));

    [Fact]
    public void Auto_takes_the_Gaussian_process_for_up_to_six_numbers_without_conditions()
    {
        var numbers = SearchSpace.Empty.Float("lr", 1e-5, 1, log: true).Int("width", 16, 512, log: true).Float("dropout", 0, 0.5, step: 0.1).Categorical("one", ["only"]);
        var many = Enumerable.Range(0, 7).Aggregate(SearchSpace.Empty, (s, i) => s.Float($"x{i}", 0, 1));
        Assert.True(AutoSampler.SuitsGp(numbers));
        Assert.False(AutoSampler.SuitsGp(numbers.Categorical("optimizer", ["sgd", "adam"])));
        Assert.False(AutoSampler.SuitsGp(numbers.Float("weight_decay", 1e-6, 0.1, log: true, disabled: 0)));
        Assert.False(AutoSampler.SuitsGp(many));
        Assert.False(AutoSampler.SuitsGp(SearchSpace.Empty.Int("single", 3, 3)));
        Assert.IsType<GpSampler>(SamplerFactory.Create("gp", many));
    }

    [Fact]
    public void Auto_proposes_what_the_chosen_model_proposes()
    {
        var numbers = SearchSpace.Empty.Float("lr", 1e-5, 1, log: true).Float("dropout", 0, 0.5);
        var run = new SamplerRun(numbers, new AutoSampler());
        run.Run(14, v => v["dropout"] + Math.Log(v["lr"]));
        Assert.Equal(new GpSampler().Propose(run.Request()).Values, new AutoSampler().Propose(run.Request()).Values);
        var mixed = new SamplerRun(SamplerContract.Mixed, new AutoSampler());
        mixed.Run(14, v => v["dropout"]);
        Assert.Equal(new TpeSampler().Propose(mixed.Request()).Values, new AutoSampler().Propose(mixed.Request()).Values);
    }

    [Theory]
    [InlineData("grid", null, 25)]
    [InlineData("grid", 3, 9)]
    [InlineData("grid:4", null, 16)]
    public void A_grids_name_or_an_argument_says_how_fine_it_is(string name, int? points, int expected)
    {
        var space = SearchSpace.Empty.Float("a", 0, 1).Float("b", 0, 1);
        Assert.Equal(expected, new SamplerRun(space, SamplerFactory.Create(name, space, points: points)).Run(99, _ => 0).Count);
    }

    [Theory]
    [InlineData("grid:")]
    [InlineData("grid:x")]
    [InlineData("gridlock")]
    public void A_grid_without_a_number_is_no_name(string name) =>
        Assert.Throws<HyperException>(() => SamplerFactory.Create(name, SamplerContract.Mixed));

    [Fact]
    public void An_unknown_name_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<HyperException>(() => SamplerFactory.Create("bayes", SamplerContract.Mixed));
        Assert.StartsWith("A sampler must be one of auto, random, quasi-random, tpe, gp, grid", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("but got 'bayes'. Choose auto where unsure.", error.Message, StringComparison.Ordinal);
    }
}
