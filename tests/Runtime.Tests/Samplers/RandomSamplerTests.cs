using HyperScaffold.Contracts;
using HyperScaffold.Samplers;
using HyperScaffold.Samplers.Random;
using HyperScaffold.Spaces;

namespace HyperScaffold.Runtime.Tests.Samplers;

public sealed class RandomSamplerTests : SamplerContract
{
    [Fact]
    public void A_log_parameter_is_uniform_in_its_logarithm()
    {
        var values = Run(Mixed).Run(2000, Objective).Select(p => p.Values["lr"]).ToList();
        Assert.InRange(values.Count(v => v < 1e-3), 920, 1080);
    }

    [Fact]
    public void Whole_numbers_have_equal_shares_ends_included()
    {
        var values = Run(Mixed).Run(2000, Objective).GroupBy(p => p.Values["layers"]).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(5, values.Count);
        Assert.All(values.Values, count => Assert.InRange(count, 330, 470));
    }

    [Fact]
    public void A_later_round_does_not_repeat_an_earlier_one_in_a_countable_space()
    {
        var space = SearchSpace.Empty.Int("a", 1, 6).Categorical("b", ["x", "y"]);
        var run = Run(space);
        var first = Texts(run.Run(7, Objective));
        var second = Texts(run.Run(20, Objective, r => r with { Index = r.Number - 7 }));
        Assert.Equal(12, first.Concat(second).Distinct().Count());
        Assert.Equal(5, second.Count);
    }

    protected override ISampler Create(SearchSpace space) => new RandomSampler();
}
