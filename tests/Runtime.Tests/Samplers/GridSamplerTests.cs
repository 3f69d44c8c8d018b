using HyperScaffold.Contracts;
using HyperScaffold.Samplers;
using HyperScaffold.Samplers.Grid;
using HyperScaffold.Spaces;

namespace HyperScaffold.Runtime.Tests.Samplers;

public sealed class GridSamplerTests : SamplerContract
{
    [Fact]
    public void Numbers_get_evenly_spaced_values_on_their_scale_ends_included()
    {
        var space = SearchSpace.Empty.Float("lr", 1e-4, 1, log: true);
        var values = Run(space).Run(99, Objective).Select(p => p.Values["lr"]).Order().ToList();
        Assert.Equal([1e-4, 1e-3, 1e-2, 1e-1, 1], values.Select(v => Math.Round(v, 12)));
    }

    [Fact]
    public void It_tries_every_combination_once_and_says_beforehand_how_many()
    {
        var count = GridSampler.PointCount(Conditional);
        var texts = Texts(Run(Conditional).Run(1000, Objective));
        Assert.Equal((5 + 5) * (1 + 5), count);
        Assert.Equal(count, texts.Count);
        Assert.Equal(count, texts.Distinct().Count());
    }

    [Fact]
    public void Parallel_workers_that_know_nothing_of_each_other_never_share_a_point()
    {
        var space = SearchSpace.Empty.Int("a", 1, 5).Float("b", 0, 1).Categorical("c", ["x", "y"]);
        var sampler = Create(space);
        var texts = Enumerable.Range(0, 50).AsParallel().Select(n => Text(sampler.Propose(new SamplerRun(space, sampler).Request(n)))).ToList();
        Assert.Equal(50, texts.Distinct().Count());
        Assert.True(sampler.Propose(new SamplerRun(space, sampler).Request(50)).IsExhausted);
    }

    [Fact]
    public void A_grid_without_end_is_refused_with_the_remedy()
    {
        var space = Enumerable.Range(0, 13).Aggregate(SearchSpace.Empty, (s, i) => s.Float($"x{i}", 0, 1));
        Assert.Equal(
            "A grid may have at most 100000000 points, but this one has more. Give fewer points or parameters, or use quasi-random.",
            Assert.Throws<HyperException>(() => GridSampler.PointCount(space)).Message);
        Assert.Equal("GridOptions cannot be used: Points = 0: must be at least 1. Write 5.", Assert.Throws<HyperException>(() => SamplerFactory.Create("grid", space, points: 0)).Message);
    }

    protected override ISampler Create(SearchSpace space) => new GridSampler();
}
