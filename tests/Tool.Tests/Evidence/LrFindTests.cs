using System.Text.Json;
using HyperScaffold.Tool.Tests.Running;
using Xunit;

namespace HyperScaffold.Tool.Tests.Evidence;

public sealed class LrFindTests
{
    [Fact]
    public void A_sweep_finds_the_range_around_the_best_rate_and_writes_only_that_into_the_plan()
    {
        using var project = new FormulaProject(FormulaProject.Plan.Replace("scale: log }", "scale: log }   # mine", StringComparison.Ordinal));
        WithoutLoss(project);
        var before = project.Read("hyper.yaml");
        var shown = project.Run("lr", "find", "--json", "--seeds", "2");
        Assert.True(shown.Code == 0, shown.Error);
        Assert.Equal(before, project.Read("hyper.yaml"));

        using var json = JsonDocument.Parse(shown.Out);
        var root = json.RootElement;
        Assert.Equal("validation_accuracy", root.GetProperty("measure").GetString());
        Assert.InRange(root.GetProperty("best").GetDouble(), 0.03, 0.1);
        var (low, high) = (root.GetProperty("low").GetDouble(), root.GetProperty("high").GetDouble());
        Assert.InRange(low, 1e-6, 0.002);
        Assert.InRange(high, 0.1, 10);

        var applied = project.Run("lr", "find", "--apply", "--seeds", "2");
        Assert.True(applied.Code == 0, applied.Error);
        Assert.Equal(before.Replace("low: 1e-5, high: 1.0", FormattableString.Invariant($"low: {PythonText.Float(low)}, high: {PythonText.Float(high)}"), StringComparison.Ordinal), project.Read("hyper.yaml"));

        project.Write("hyper.yaml", before);
        var edge = project.Run("lr", "find", "--apply", "--seeds", "2", "--to", "0.01");
        Assert.Contains("Edge:", edge.Out, StringComparison.Ordinal);
        Assert.Contains("high: 1.0, scale", project.Read("hyper.yaml"), StringComparison.Ordinal);
        Assert.False(project.Has(".hyper/studies.db"));
        Assert.False(project.Has("Generated/LabTraining.g.cs"));
    }

    [Fact]
    public void A_loss_that_no_rate_moves_gives_no_range_and_leaves_the_plan_alone()
    {
        using var project = new FormulaProject();
        var found = project.Run("lr", "find", "--apply", "--seeds", "2", "--points", "4");
        Assert.Equal(1, found.Code);
        Assert.Contains("No descent:", found.Out, StringComparison.Ordinal);
        Assert.Equal(FormulaProject.Plan, project.Read("hyper.yaml"));
    }

    [Fact]
    public void A_plan_without_a_learning_rate_is_told_how_to_name_one()
    {
        using var project = new Commands.TempProject("""
            version: 1
            name: a
            metric: { name: accuracy, goal: maximize }
            budget: { epochs: 3 }
            parameters:
              dropout: { default: 0, low: 0, high: 0.7 }
            phases:
              - { name: one, tune: [dropout], trials: 5 }
            """);
        var run = Commands.ToolRun.In(project.Folder, "lr", "find");
        Assert.Equal(2, run.Code);
        Assert.Contains("role: learning_rate", run.Error, StringComparison.Ordinal);
        Assert.Contains("Name one of: dropout", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("5")]
    public void A_length_that_is_none_or_beyond_the_plans_is_refused_before_anything_is_trained(string epochs)
    {
        using var project = new Commands.TempProject(FormulaProject.Plan);
        var run = Commands.ToolRun.In(project.Folder, "lr", "find", "--epochs", epochs);
        Assert.Equal(2, run.Code);
        Assert.Equal($"hyper: error: --epochs = {epochs}: a training of a sweep has 1 to 4 epochs, as many as the plan's. Leave it out for 1.\n", run.Error);
    }

    // then the metric itself is what the sweep looks at
    private static void WithoutLoss(FormulaProject project) =>
        project.Write("Training.cs", project.Read("Training.cs").Replace("validation_loss", "other", StringComparison.Ordinal));
}
