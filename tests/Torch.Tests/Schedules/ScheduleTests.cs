using HyperScaffold.Torch.Schedules;
using static HyperScaffold.Torch.Tests.Figures.Waves;

namespace HyperScaffold.Torch.Tests.Schedules;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData("cosine", 7)]
    [InlineData("cosine", 20)]
    [InlineData("cosine", 100)]
    [InlineData("one_cycle", 7)]
    [InlineData("one_cycle", 20)]
    [InlineData("one_cycle", 100)]
    [InlineData("linear", 7)]
    [InlineData("linear", 100)]
    [InlineData("step", 7)]
    [InlineData("step", 20)]
    [InlineData("step", 100)]
    public void A_schedule_follows_PyTorchs_of_the_same_name(string name, int total) =>
        AssertFigure($"{name}_{total}", Enumerable.Range(0, total).Select(step => Schedule.Parse(name).FactorAt(step, total)));

    [Theory]
    [InlineData("constant")]
    [InlineData("cosine")]
    [InlineData("one_cycle")]
    [InlineData("linear")]
    [InlineData("step")]
    public void A_factor_is_finite_and_in_range_for_any_length(string name)
    {
        for (var total = 1; total <= 12; total++)
        {
            Assert.All(Enumerable.Range(0, total), step => Assert.InRange(Schedule.Parse(name).FactorAt(step, total), 0, 1));
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(100)]
    public void A_warm_up_before_a_schedule_follows_PyTorchs_chain_of_both(int total)
    {
        var schedule = new WarmupSchedule(new CosineSchedule(), 5);
        AssertFigure($"warmup_{total}", Enumerable.Range(0, total).Select(step => schedule.FactorAt(step, total)));
    }

    [Theory]
    [InlineData("constant")]
    [InlineData("cosine")]
    [InlineData("one_cycle")]
    public void A_warm_up_ends_at_the_first_factor_of_what_follows(string name)
    {
        var then = Schedule.Parse(name);
        var schedule = new WarmupSchedule(then, 4);
        Assert.Equal(then.FactorAt(0, 16), schedule.FactorAt(3, 20));
        Assert.Equal(then.FactorAt(0, 16), schedule.FactorAt(4, 20));
        Assert.Equal(then.FactorAt(15, 16), schedule.FactorAt(19, 20));
        Assert.Equal(then.FactorAt(0, 16) / 4, schedule.FactorAt(0, 20));
    }

    [Fact]
    public void A_warm_up_longer_than_the_training_only_rises()
    {
        var schedule = new WarmupSchedule(new CosineSchedule(), 10);
        Assert.Equal([0.1, 0.2, 0.3], Enumerable.Range(0, 3).Select(step => Math.Round(schedule.FactorAt(step, 3), 12)));
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones() =>
        Assert.Contains("constant, cosine, one_cycle", Assert.Throws<HyperException>(() => Schedule.Parse("cosin")).Message, StringComparison.Ordinal);
}
