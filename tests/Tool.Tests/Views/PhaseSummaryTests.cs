using HyperScaffold.Phases;
using HyperScaffold.Tool.Views;
using HyperScaffold.Trials;
using Xunit;

namespace HyperScaffold.Tool.Tests.Views;

public sealed class PhaseSummaryTests
{
    private static readonly Plan Sample = new()
    {
        Name = "digits",
        Metric = new PlanMetric("accuracy", StudyDirection.Maximize),
        Budget = new PlanBudget { Epochs = 30 },
        Parameters = [new PlanParameter { Name = "rate", Role = "learning_rate", Type = PlanParameterType.Float, Default = 0.001, Low = 1e-5, High = 1, Log = true }],
        Phases = [new PlanPhase { Name = "rate", Question = "Which?", Tune = ["rate"], Trials = 20, Search = new SearchSettings() }],
    };

    [Theory]
    [InlineData(3, 3, "the best 3 candidates are confirmed with fresh seeds in at most 12 trainings")]
    [InlineData(1, 2, "the best candidate is confirmed with fresh seeds in at most 4 trainings")]
    [InlineData(0, 3, "no candidate is confirmed with fresh seeds, since the plan switches that off")]
    public void A_phase_begins_with_what_is_confirmed(int top, int seeds, string expected) =>
        Assert.Equal($"Phase rate: Which?\n  rate 1e-05 .. 1.0 log, now 0.001\n  20 trials of at most 30 epochs, 2 at a time; {expected}", Opening(20, 30, top, seeds));

    [Fact]
    public void One_trial_of_one_epoch_is_told_in_the_singular() =>
        Assert.EndsWith("\n  1 trial of at most 1 epoch, 2 at a time; the best candidate is confirmed with fresh seeds in at most 4 trainings", Opening(1, 1, 1, 2), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "  cost: 1 search trial x 30 epochs x 2 s an epoch (measured) = 60 s of one worker; pruning saves nothing of it; nothing to confirm; together about 60 s with 1 worker")]
    [InlineData(1, "  cost: 1 search trial x 30 epochs x 2 s an epoch (measured) = 60 s of one worker; pruning saves nothing of it; confirm apart: at most 1 training, 60 s; together about 2 minutes with 1 worker")]
    public void What_a_phase_costs_has_its_confirming_apart(int trainings, string expected) =>
        Assert.Equal(expected, CostText.Line(new PhaseEstimate { Trials = 1, Epochs = 30, ConfirmTrainings = trainings, EpochSeconds = 2, IsMeasured = true, Saving = 0 }));

    [Fact]
    public void A_phase_begins_with_what_an_earlier_choice_switches_off()
    {
        var optimizer = new PlanParameter { Name = "optimizer", Role = "optimizer", Type = PlanParameterType.Categorical, Default = "adam", Choices = ["sgd", "adam"] };
        var plan = Sample with
        {
            Parameters = [optimizer, .. Sample.Parameters, Sample.Parameters[0] with { Name = "sgd_rate", ConditionParent = "optimizer", ConditionChoices = ["sgd"] }],
            Phases = [Sample.Phases[0] with { Tune = ["rate", "sgd_rate"] }],
        };

        var opening = PhaseSummary.Opening(plan, PhaseSpace.Of(plan, DecisionBook.Empty, plan.Phases[0]), workers: 2);

        Assert.StartsWith("Phase rate: Which?\n  rate 1e-05 .. 1.0 log, now 0.001\n  sgd_rate is not searched: optimizer adam switches it off\n  20 trials", opening, StringComparison.Ordinal);
    }

    private static string Opening(int trials, int epochs, int top, int seeds)
    {
        var phase = Sample.Phases[0] with { Trials = trials, Epochs = epochs, Search = new SearchSettings { ConfirmTop = top, ConfirmSeeds = seeds } };
        var plan = Sample with { Phases = [phase] };
        return PhaseSummary.Opening(plan, PhaseSpace.Of(plan, DecisionBook.Empty, phase), workers: 2);
    }
}
