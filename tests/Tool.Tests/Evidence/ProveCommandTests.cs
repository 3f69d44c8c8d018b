using System.Text.Json;
using HyperScaffold.Tool.Tests.Commands;
using HyperScaffold.Tool.Tests.Running;
using Xunit;

namespace HyperScaffold.Tool.Tests.Evidence;

public sealed class ProveCommandTests
{
    [Fact]
    public void An_experiment_trains_in_the_projects_own_workers_and_later_runs_find_its_trainings_and_its_result_again()
    {
        using var project = new FormulaProject();
        var first = project.Run("prove", "spacing", "--seeds", "2", "--retrains", "1", "--json");
        Assert.True(first.Code == 0, first.Error);
        var second = project.Run("prove", "HS103", "--seeds", "2", "--retrains", "1", "--json");
        Assert.Equal(first.Out, second.Out);
        Assert.Contains("done in", second.Error, StringComparison.Ordinal);
        Assert.Contains(", 0 trainings so far", second.Error, StringComparison.Ordinal);

        using var json = JsonDocument.Parse(first.Out);
        var arms = json.RootElement[0].GetProperty("arms").EnumerateArray().ToList();
        Assert.Equal(4, arms.Count);
        Assert.All(arms, a => Assert.All(a.GetProperty("tests").EnumerateArray(), t => Assert.Equal(0.9, t.GetDouble())));
        Assert.False(project.Has(".hyper/studies.db"));
        Assert.Equal(FormulaProject.Plan, project.Read("hyper.yaml"));

        // a kept result is shown without training, and as it was
        Assert.Equal(0, project.Run("prove", "spacing", "--seeds", "2", "--retrains", "1", "--results", "kept").Code);
        var kept = project.Run("prove", "spacing", "--seeds", "2", "--retrains", "1", "--results", "kept", "--json");
        Assert.Contains("--again runs it anew", kept.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("epochs a training", kept.Error, StringComparison.Ordinal);
        using var same = JsonDocument.Parse(kept.Out);
        Assert.Equal(json.RootElement[0].GetProperty("arms").GetRawText(), same.RootElement[0].GetProperty("arms").GetRawText());
        Assert.Equal(json.RootElement[0].GetProperty("answers").GetRawText(), same.RootElement[0].GetProperty("answers").GetRawText());
        Assert.False(project.Has("kept/spacing.part.proof.json"));

        // a result of another design is not shown as this one's
        project.Write("kept/spacing.proof.json", project.Read("kept/spacing.proof.json").Replace("\"design\": \"", "\"design\": \"0", StringComparison.Ordinal));
        var other = project.Run("prove", "spacing", "--seeds", "2", "--retrains", "1", "--results", "kept", "--json");
        Assert.Contains("prove spacing: the experiment's design changed since its result was kept, so it runs anew", other.Error, StringComparison.Ordinal);
        Assert.Contains(", 0 trainings so far", other.Error, StringComparison.Ordinal);
        Assert.Contains("--again runs it anew", project.Run("prove", "spacing", "--seeds", "2", "--retrains", "1", "--results", "kept").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_code_the_experiments_are_listed()
    {
        using var project = new TempProject(null);
        var run = ToolRun.In(project.Folder, "prove");
        Assert.Equal(0, run.Code);
        Assert.Matches("(?m)^order +HS101, HS116 +the learning rate before the architecture$", run.Out);
        Assert.Matches("(?m)^luck +HS111, HS203, HS210  the best score where nothing matters$", run.Out);
        using var json = JsonDocument.Parse(ToolRun.In(project.Folder, "prove", "--json").Out);
        Assert.Contains(json.RootElement.EnumerateArray(), e => e.GetProperty("name").GetString() == "grid-5");
    }

    [Theory]
    [InlineData("give the one or the other", "order", "--all")]
    [InlineData("two ways to print the same", "order", "--json", "--markdown")]
    [InlineData("at least one worker, but --workers is 0", "order", "--workers", "0")]
    [InlineData("none are kept without --results", "order", "--again")]
    public void Options_that_do_not_go_together_are_refused(string expected, params string[] arguments)
    {
        using var project = new TempProject(null);
        var run = ToolRun.In(project.Folder, ["prove", .. arguments]);
        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HS301", "no rule or experiment 'HS301'")]
    [InlineData("spacin", "Did you mean 'spacing'")]
    public void A_code_without_an_experiment_is_refused_with_what_there_is(string code, string expected)
    {
        using var project = new TempProject(null);
        var run = ToolRun.In(project.Folder, "prove", code);
        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void One_seed_gives_no_interval_and_is_refused_along_with_all_else_that_is_wrong()
    {
        using var project = new TempProject(null);
        var error = ToolRun.In(project.Folder, "prove", "order", "--seeds", "1", "--retrains", "0").Error;
        Assert.Contains("an interval needs 2 to 90 seeds", error, StringComparison.Ordinal);
        Assert.Contains("a winner is retrained with 1 to 90 seeds", error, StringComparison.Ordinal);
    }
}
