using HyperScaffold.Contracts;
using HyperScaffold.Samplers.PartialFixed;
using HyperScaffold.Samplers.Random;
using HyperScaffold.Spaces;

namespace HyperScaffold.Runtime.Tests.Samplers;

public sealed class PartialFixedSamplerTests
{
    private static SearchSpace Space { get; } = SearchSpace.Empty.Float("lr", 1e-5, 1, log: true).Categorical("optimizer", ["sgd", "adam"]);

    [Fact]
    public void Fixed_parameters_stay_and_the_others_vary()
    {
        var run = new SamplerRun(Space, new PartialFixedSampler(new RandomSampler(), new Dictionary<string, object?> { ["optimizer"] = "adam" }));
        var values = run.Run(10, _ => 0).Select(p => p.Values).ToList();
        Assert.All(values, v => Assert.Equal(1, v["optimizer"]));
        Assert.Equal(10, values.Select(v => v["lr"]).Distinct().Count());
    }

    [Theory]
    [InlineData("width", 3, "A fixed parameter must be in the space, but 'width' is not. Remove it, or add the parameter.")]
    [InlineData("lr", 2.5, "A fixed value must lie in its range, but lr got 2.5. Choose a value inside, or widen the range.")]
    [InlineData("optimizer", "lion", "The value must be one of the choices sgd, adam, but got lion.")]
    public void A_value_that_is_not_possible_is_refused(string name, object value, string expected)
    {
        var sampler = new PartialFixedSampler(new RandomSampler(), new Dictionary<string, object?> { [name] = value });
        Assert.Equal(expected, Assert.Throws<HyperException>(() => new SamplerRun(Space, sampler).Run(1, _ => 0)).Message);
    }
}
