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
    public void Auto_takes_the_Gaussian_process_for_up_to_twenty_parameters_of_any_kind()
    {
        var many = Enumerable.Range(0, 20).Aggregate(SearchSpace.Empty, (s, i) => s.Float($"x{i}", 0, 1));
        Assert.True(AutoSampler.SuitsGp(SamplerContract.Mixed));
        Assert.True(AutoSampler.SuitsGp(SamplerContract.Conditional));
        Assert.True(AutoSampler.SuitsGp(many.Int("single", 3, 3)));
        Assert.False(AutoSampler.SuitsGp(many.Int("more", 1, 3)));
        Assert.False(AutoSampler.SuitsGp(SearchSpace.Empty.Categorical("word", [.. Enumerable.Range(0, 101).Select(i => $"w{i}")])));
        Assert.False(AutoSampler.SuitsGp(SearchSpace.Empty.Int("single", 3, 3)));
        Assert.IsType<GpSampler>(SamplerFactory.Create("gp", many));
    }

    [Fact]
    public void Auto_proposes_what_the_chosen_model_proposes()
    {
        foreach (var space in new[] { SamplerContract.Mixed, SamplerContract.Conditional })
        {
            var run = new SamplerRun(space, new AutoSampler());
            run.Run(14, v => v.Values.Sum());
            Assert.Equal(new GpSampler().Propose(run.Request()).Values, new AutoSampler().Propose(run.Request()).Values);
        }

        var many = new SamplerRun(Enumerable.Range(0, 21).Aggregate(SearchSpace.Empty, (s, i) => s.Float($"x{i}", 0, 1)), new AutoSampler());
        many.Run(14, v => v.Values.Sum());
        Assert.Equal(new TpeSampler().Propose(many.Request()).Values, new AutoSampler().Propose(many.Request()).Values);
    }

    [Fact]
    public void Auto_finds_the_better_branch_behind_one_that_looks_good_early()
    {
        var space = SearchSpace.Empty.Categorical("model", ["steady", "tuned"])
            .Float("size", 0, 1, condition: new ParameterCondition("model", [0]))
            .Float("rate", 1e-5, 1, log: true, condition: new ParameterCondition("model", [1])).Float("decay", 1e-5, 1, log: true, condition: new ParameterCondition("model", [1]));
        double Loss(IReadOnlyDictionary<string, double> v) => v["model"] == 0 ? 0.3 + (0.1 * v["size"]) : (0.1 * Math.Pow(Math.Log10(v["rate"]) + 2, 2)) + (0.1 * Math.Pow(Math.Log10(v["decay"]) + 3.4, 2));
        Assert.All(Enumerable.Range(1, 4), seed => Assert.True(new SamplerRun(space, new AutoSampler(), seed).Run(40, v => Loss(v)).Min(p => Loss(p.Values)) < 0.1));
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
