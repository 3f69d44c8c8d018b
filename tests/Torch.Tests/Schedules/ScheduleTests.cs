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
    public void A_schedule_follows_PyTorchs_of_the_same_name(string name, int total) =>
        AssertFigure($"{name}_{total}", Enumerable.Range(0, total).Select(step => Schedule.Parse(name).FactorAt(step, total)));

    [Theory]
    [InlineData("constant")]
    [InlineData("cosine")]
    [InlineData("one_cycle")]
    public void A_factor_is_finite_and_in_range_for_any_length(string name)
    {
        for (var total = 1; total <= 12; total++)
        {
            Assert.All(Enumerable.Range(0, total), step => Assert.InRange(Schedule.Parse(name).FactorAt(step, total), 0, 1));
        }
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones() =>
        Assert.Contains("constant, cosine, one_cycle", Assert.Throws<HyperException>(() => Schedule.Parse("cosin")).Message, StringComparison.Ordinal);
}
