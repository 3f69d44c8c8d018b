using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Trials;
using Xunit;

namespace HyperScaffold.Tool.Tests.Plans;

public sealed class PlanFileTests
{
    [Fact]
    public void The_plan_of_the_design_is_read_whole()
    {
        var plan = PlanFile.Parse(SamplePlans.Digits, "hyper.yaml");

        Assert.Equal("digits", plan.Name);
        Assert.Equal(new PlanMetric("validation_accuracy", StudyDirection.Maximize), plan.Metric);
        Assert.Equal(new PlanBudget { Epochs = 30, Hours = 1, CostPerHour = 0.5, MaxCost = 20 }, plan.Budget);
        Assert.Equal(["learning_rate", "batch_size", "schedule", "weight_decay", "dropout", "hidden"], plan.Parameters.Select(p => p.Name));
        Assert.Equal(["learning-rate", "batch-and-schedule", "regularization"], plan.Phases.Select(p => p.Name));
        Assert.Equal(PhaseCondition.Overfitting, plan.Phases[2].When);
        Assert.Equal(30, plan.Phases[1].Trials);
        Assert.Equal(new SearchSettings(), plan.Search);
    }

    [Fact]
    public void Parameters_have_the_types_that_their_values_say()
    {
        var plan = PlanFile.Parse(SamplePlans.Digits, "hyper.yaml");

        var rate = plan.FindParameter("learning_rate")!;
        Assert.Equal((PlanParameterType.Float, 1e-5, 1.0, true), (rate.Type, rate.Low, rate.High, rate.Log));
        Assert.Equal(0.001, rate.Default);
        Assert.Equal([16L, 32L, 64L, 128L, 256L], plan.FindParameter("batch_size")!.Choices);
        Assert.Equal("constant", plan.FindParameter("schedule")!.Default);
        Assert.Equal(0.0, plan.FindParameter("weight_decay")!.Disabled);
        Assert.Equal(HardEnds.Low, plan.FindParameter("dropout")!.Hard);
        Assert.Equal((PlanParameterType.Int, (object?)128L, "width"), (plan.FindParameter("hidden")!.Type, plan.FindParameter("hidden")!.Default, plan.FindParameter("hidden")!.Role));
    }

    [Fact]
    public void Places_lead_to_the_line_and_column_of_each_value()
    {
        var places = PlanFile.Parse(SamplePlans.Digits, "hyper.yaml").Locations;

        Assert.Equal(new PlanLocation(6, 41), places.Find("parameters.learning_rate.low"));
        Assert.Equal(new PlanLocation(13, 5), places.Find("phases[0]"));
        Assert.Equal(places.Find("phases[0]"), places.Find("phases[0].sampler"));
        Assert.Null(places.Find("nothing"));
    }

    [Fact]
    public void Words_that_YAML_1_1_took_for_truth_values_are_text()
    {
        var plan = PlanFile.Parse(SamplePlans.Digits.Replace("[constant, cosine, one_cycle]", "[constant, yes, off, on, no]", StringComparison.Ordinal), "hyper.yaml");

        Assert.Equal(["constant", "yes", "off", "on", "no"], plan.FindParameter("schedule")!.Choices);
    }

    [Fact]
    public void A_conditional_parameter_knows_its_parent_and_role()
    {
        var plan = PlanFile.Parse(
            SamplePlans.Digits.Replace(
                "phases:",
                """
                  optimizer:         { default: sgd, choices: [sgd, adam] }
                  sgd_learning_rate: { default: 0.1, low: 1e-3, high: 10, scale: log, if: { optimizer: sgd } }
                phases:
                """,
                StringComparison.Ordinal),
            "hyper.yaml");

        var rate = plan.FindParameter("sgd_learning_rate")!;
        Assert.Equal(("optimizer", "learning_rate"), (rate.ConditionParent, rate.Role));
        Assert.Equal(["sgd"], rate.ConditionChoices);
    }

    [Fact]
    public void A_phase_has_the_plans_settings_with_its_own_over_them()
    {
        var plan = PlanFile.Parse(
            SamplePlans.Digits.Replace("trials: 30 }", "trials: 30, sampler: grid, points: 5, pruner: none, confirm: none, refine: none, epochs: 3, seed: 9 }", StringComparison.Ordinal),
            "hyper.yaml");

        var phase = plan.FindPhase("batch-and-schedule")!;
        Assert.Equal(new SearchSettings { Sampler = "grid", Pruner = "none", ConfirmTop = 0, Refine = false, Seed = 9 }, phase.Search);
        Assert.Equal((5, 3), (phase.Points, phase.Epochs));
        Assert.Equal(plan.Search, plan.Phases[0].Search);
    }

    [Fact]
    public void Every_mistake_of_a_file_is_reported_at_once_in_the_order_of_the_file()
    {
        var broken = SamplePlans.Digits
            .Replace("goal: maximize", "goal: up", StringComparison.Ordinal)
            .Replace("scale: log, disabled: 0", "scale: logarithmic, disabled: 0", StringComparison.Ordinal)
            .Replace("tune: [learning_rate], ", "tune: [lerning_rate], ", StringComparison.Ordinal);

        var lines = Assert.Throws<PlanException>(() => PlanFile.Parse(broken, "hyper.yaml")).Lines;

        Assert.Equal(3, lines.Length);
        Assert.StartsWith("hyper.yaml:3:44: error: goal must be one of maximize, minimize, but got up.", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("hyper.yaml:9:", lines[1], StringComparison.Ordinal);
        Assert.Contains("Did you mean 'learning_rate'?", lines[2], StringComparison.Ordinal);
    }
}
