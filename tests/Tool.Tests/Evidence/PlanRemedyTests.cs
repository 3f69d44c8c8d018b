using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Evidence;
using HyperScaffold.Tool.Plans;
using Xunit;

namespace HyperScaffold.Tool.Tests.Evidence;

public sealed class PlanRemedyTests
{
    private static readonly Plan Before = PlanFile.Parse(
        """
        version: 1
        name: digits
        metric: { name: validation_accuracy, goal: maximize, summary: best }
        budget: { epochs: 30, hours: 1 }
        parameters:
          learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
          dropout:       { default: 0, low: 0, high: 0.7, hard: low }
        phases:
          - { name: learning-rate, question: Which?, tune: [learning_rate], trials: 20, epochs: 10 }
          - { name: both, question: Which?, tune: [learning_rate, dropout], trials: 12, when: overfitting }
        search: { sampler: auto, pruner: none, seed: 7, confirm: { top: 3, seeds: 3 } }
        """,
        "hyper.yaml");

    [Fact]
    public void A_key_of_a_phase_changes_and_all_others_stay()
    {
        var after = PlanRemedy.Apply(Before, new PlanEdit("phases[0].trials", "35", new PlanEdit("phases[0].tune", "[learning_rate, dropout]")));
        var (was, phase) = (Before.Phases[0], after.Phases[0]);
        Assert.Equal(35, phase.Trials);
        Assert.Equal(["learning_rate", "dropout"], phase.Tune);
        Assert.Equal((was.Name, was.Epochs, was.When, was.Search), (phase.Name, phase.Epochs, phase.When, phase.Search));
        Assert.Same(Before.Phases[1], after.Phases[1]);
        Assert.Equal(PhaseCondition.Overfitting, PlanRemedy.Apply(Before, new PlanEdit("phases[1].epochs", "15")).Phases[1].When);
    }

    [Fact]
    public void A_phase_behind_the_last_is_added_with_the_settings_of_the_plan()
    {
        var added = PlanRemedy.Apply(Before, new PlanEdit("phases[2]", "{ name: regularization, question: How to close the gap?, tune: [dropout], trials: 20, when: overfitting }")).Phases[2];
        Assert.Equal(("regularization", 20, PhaseCondition.Overfitting, "none", 7L), (added.Name, added.Trials, added.When, added.Search.Pruner, added.Search.Seed));
    }

    [Fact]
    public void A_setting_of_the_plan_reaches_every_phase()
    {
        var after = PlanRemedy.Apply(Before, new PlanEdit("search.confirm", "{ top: 3, seeds: 5 }"));
        Assert.All(after.Phases, p => Assert.Equal((3, 5, "none"), (p.Search.ConfirmTop, p.Search.ConfirmSeeds, p.Search.Pruner)));
    }

    [Fact]
    public void An_end_of_a_range_moves()
    {
        var after = PlanRemedy.Apply(Before, new PlanEdit("parameters.learning_rate.high", "0.1", new PlanEdit("parameters.learning_rate.hard", "high")));
        Assert.Equal((1e-5, 0.1, HardEnds.High), (after.Parameters[0].Low, after.Parameters[0].High, after.Parameters[0].Hard));
    }

    [Theory]
    [InlineData("trainer.command", "[python]")]
    [InlineData("parameters.momentum.high", "1")]
    [InlineData("parameters.dropout", null)]
    public void An_edit_of_another_kind_is_refused(string path, string? yaml) =>
        Assert.Contains(path, Assert.Throws<InvalidOperationException>(() => PlanRemedy.Apply(Before, new PlanEdit(path, yaml))).Message, StringComparison.Ordinal);
}
