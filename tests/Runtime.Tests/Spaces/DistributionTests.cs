using HyperScaffold.Contracts;
using HyperScaffold.Samplers.Random;
using HyperScaffold.Samplers.Tpe;
using HyperScaffold.Spaces;

namespace HyperScaffold.Runtime.Tests.Spaces;

public sealed class DistributionTests
{
    public static TheoryData<Func<object>, string> Broken => new()
    {
        { () => new FloatDistribution(2, 1), "FloatDistribution cannot be used: low, high = 2.0, 1.0: `low <= high` must hold. Swap the ends." },
        { () => new FloatDistribution(double.NaN, 1), "FloatDistribution cannot be used: low, high = NaN, 1.0: both ends must be finite. Give two numbers." },
        { () => new FloatDistribution(0, double.PositiveInfinity), "FloatDistribution cannot be used: low, high = 0.0, Infinity: both ends must be finite. Give two numbers." },
        { () => new FloatDistribution(0, 1, log: true), "FloatDistribution cannot be used: low = 0.0: `low > 0` must hold on a log scale. Start from a small positive value such as 1e-8." },
        { () => new FloatDistribution(0.1, 1, log: true, step: 0.1), "FloatDistribution cannot be used: step = 0.1: a log scale has no step. Leave out the step or the log scale." },
        { () => new FloatDistribution(0, 1, step: 0), "FloatDistribution cannot be used: step = 0.0: `step > 0` must hold. Give a positive step." },
        { () => new FloatDistribution(-1e308, 1e308), "FloatDistribution cannot be used: low, high = -1e+308, 1e+308: the distance of the ends must be finite. Give a narrower range." },
        { () => new IntDistribution(long.MinValue, 0), "IntDistribution cannot be used: low, high = -9223372036854775808, 0: both ends must lie within 2^53 of 0, where every whole number has a double of its own. Give smaller numbers." },
        { () => new IntDistribution(5, 1), "IntDistribution cannot be used: low, high = 5, 1: `low <= high` must hold. Swap the ends." },
        { () => new IntDistribution(0, 8, log: true), "IntDistribution cannot be used: low = 0: `low >= 1` must hold on a log scale. Start from 1 or more." },
        { () => new IntDistribution(1, 8, step: 0), "IntDistribution cannot be used: step = 0: `step >= 1` must hold. Give a positive step." },
        { () => new IntDistribution(1, 8, log: true, step: 2), "IntDistribution cannot be used: step = 2: a log scale has no step. Leave out the step or the log scale." },
        { () => new CategoricalDistribution(), "A categorical parameter must have at least one choice. Write choices: [a, b]." },
        { () => new CategoricalDistribution("a", 1, 1.0), "A choice may stand only once, but 1 stands twice." },
        { () => new CategoricalDistribution(new object()), "A choice must be null, a bool, a number or a text, but got Object." },
        { () => SearchSpace.Empty.Float("x", 0, 1).Int("x", 0, 1), "A space has each name once, but 'x' stands twice. Rename one." },
        { () => SearchSpace.Empty.Float("x", 0, 1, condition: new ParameterCondition("y", [0])), "A condition must name an earlier categorical parameter, but 'x' depends on 'y'. Put the parent first." },
        { () => new FloatDistribution(0, 1).ToInternal("a"), "A float parameter must be a number, but got a." },
        { () => new IntDistribution(0, 9).ToInternal(1.5), "An int parameter must be a whole number, but got 1.5." },
        { () => new CategoricalDistribution("a", "b").ToInternal("c"), "The value must be one of the choices a, b, but got c." },
        { () => NumericScale.Of(new CategoricalDistribution("a")), "A scale needs a float or int parameter, but got a categorical one. Choices have no order." },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_breaks_a_rule_gets_one_clear_message(Func<object> make, string expected) =>
        Assert.Equal(expected, Assert.Throws<HyperException>(make).Message);

    [Theory]
    [InlineData(0, 1, 0.3, 0.9)]
    [InlineData(0, 0.3, 0.1, 0.3)]
    [InlineData(0.1, 0.75, 0.25, 0.6)]
    [InlineData(1e-3, 1, 1e-3, 1)]
    public void A_step_that_does_not_divide_the_range_lowers_its_end(double low, double high, double step, double expected) =>
        Assert.Equal(expected, new FloatDistribution(low, high, step: step).High, 12);

    [Fact]
    public void A_step_of_whole_numbers_lowers_the_end_too() => Assert.Equal(9, new IntDistribution(1, 10, step: 4).High);

    [Theory]
    [InlineData(0.0, 0.0, null, true)]
    [InlineData(0.0, 1.0, 2.0, true)]
    [InlineData(0.0, 1.0, 1.0, false)]
    public void A_range_of_one_value_is_single(double low, double high, double? step, bool expected) =>
        Assert.Equal(expected, new FloatDistribution(low, high, step: step).IsSingle);

    [Fact]
    public void A_tiny_step_and_a_huge_range_are_not_countable_but_usable()
    {
        Assert.Null(new FloatDistribution(0, 1, step: 1e-40).Count);
        var space = SearchSpace.Empty.Float("x", 0, 1, step: 1e-40).Int("n", -(1L << 53), 1L << 53).Float("y", -8e307, 8e307);
        var run = new SamplerRun(space, new RandomSampler());
        Assert.Equal(20, run.Run(20, v => v["x"]).Count);
        Assert.Equal(20, new SamplerRun(space, new TpeSampler()).Run(20, v => v["x"]).Count);
    }

    [Fact]
    public void Nan_lies_in_no_range()
    {
        Assert.False(new FloatDistribution(0, 1).Contains(double.NaN));
        Assert.False(new IntDistribution(0, 1).Contains(double.NaN));
        Assert.False(new CategoricalDistribution("a").Contains(double.NaN));
    }

    [Fact]
    public void A_disabled_value_becomes_a_switch_and_a_parameter_that_depends_on_it()
    {
        var space = SearchSpace.Empty.Float("weight_decay", 1e-6, 0.1, log: true, disabled: 0);
        Assert.Equal(["use_weight_decay", "weight_decay"], space.Parameters.Select(p => p.Name));
        Assert.False(space.Parameters[1].IsActive(new Dictionary<string, double> { ["use_weight_decay"] = 0 }));
        Assert.True(space.Parameters[1].IsActive(new Dictionary<string, double> { ["use_weight_decay"] = 1 }));
    }
}
