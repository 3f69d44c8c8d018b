using HyperScaffold.Guidance;
using HyperScaffold.Phases;

namespace HyperScaffold.Runtime.Tests.Guidance;

public sealed class PlanEffortTests
{
    [Theory]
    [InlineData(3125, 1562.5, 1, null, "3,125 full trainings, 1,563 hours = 65.1 days of one worker")]
    [InlineData(390625, 195312.5, 1, null, "390,625 full trainings, 195,313 hours = 8,138 days = 22.3 years of one worker")]
    [InlineData(20, 1.0, 2, 0.5, "20 full trainings, 1 hour of one worker, 30 minutes with 2 workers, cost 0.5")]
    [InlineData(20, null, 2, 0.5, "20 full trainings (no time measured yet)")]
    [InlineData(1, null, 2, 0.5, "1 full training (no time measured yet)")]
    [InlineData(12, 0.0015, 2, null, "12 full trainings, 5.4 s of one worker, 2.7 s with 2 workers")]
    public void An_effort_is_said_in_the_units_that_people_feel(double trainings, double? hours, int workers, double? price, string expected) =>
        Assert.Equal(expected, new PlanEffort(trainings, hours, workers, price).ToString());

    [Theory]
    [InlineData("learning_rate", "learning_rate")]
    [InlineData("lr", "learning_rate")]
    [InlineData("sgd_learning_rate", "learning_rate")]
    [InlineData("adam_lr", "learning_rate")]
    [InlineData("hidden", "width")]
    [InlineData("head_dropout", "dropout")]
    [InlineData("color", null)]
    public void A_name_says_a_role_by_itself_or_behind_a_prefix(string name, string? role) =>
        Assert.Equal(role, ImportanceTiers.RoleOf(name));

    [Fact]
    public void The_shares_of_the_tiers_are_the_whole_budget() =>
        Assert.Equal(1.0, ImportanceTiers.All.Sum(t => t.BudgetShare), 12);
}
