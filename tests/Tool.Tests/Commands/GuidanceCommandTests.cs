using System.Text.Json;
using HyperScaffold.Contracts;
using HyperScaffold.Guidance;
using HyperScaffold.Tool.Tests.Guidance;
using HyperScaffold.Tool.Tests.Plans;
using Xunit;

namespace HyperScaffold.Tool.Tests.Commands;

public sealed class GuidanceCommandTests
{
    [Fact]
    public void Explain_shows_why_wrong_and_right_and_the_numbers_of_this_plan()
    {
        using var project = new TempProject(RulePlans.Text(RuleBook.Find("HS102")!.Info.Example!.WrongYaml + "\nsearch: { workers: 1 }"));

        var run = ToolRun.In(project.Folder, "explain", "hs102");

        Assert.Equal((0, string.Empty), (run.Code, run.Error));
        Approval.Match(run.Out, "Tool.Tests/Commands/explain.approved.txt");
    }

    [Fact]
    public void Explain_works_outside_a_project()
    {
        var run = ToolRun.In(Path.GetTempPath(), "explain", "HS103");

        Assert.Equal(0, run.Code);
        Assert.Contains("linear scale", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_takes_a_number_alone() =>
        Assert.Equal(ToolRun.In(Path.GetTempPath(), "explain", "HS103").Out, ToolRun.In(Path.GetTempPath(), "explain", "103").Out);

    [Theory]
    [InlineData("HS999", "There is no rule HS999")]
    [InlineData("banana", "There is no rule BANANA")]
    public void Explain_refuses_what_is_no_rule(string code, string message)
    {
        var run = ToolRun.In(Path.GetTempPath(), "explain", code);

        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Contains("dotnet hyper explain lists them", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_with_fix_leaves_a_plan_without_errors()
    {
        using var project = new TempProject(RulePlans.Text(RuleBook.Find("HS103")!.Info.Example!.WrongYaml));

        var run = ToolRun.In(project.Folder, "lint", "--fix");

        Assert.Equal(0, run.Code);
        Assert.Contains("fixed HS103", run.Error, StringComparison.Ordinal);
        Assert.Contains("high: 0.1, scale: log }", File.ReadAllText(project.PathOf("hyper.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_as_SARIF_holds_place_level_and_suppressions()
    {
        using var project = new TempProject(RulePlans.Text(RuleBook.Find("HS103")!.Info.Example!.WrongYaml + "\nwaive: { HS103: on purpose }"));

        using var json = JsonDocument.Parse(ToolRun.In(project.Folder, "lint", "--sarif").Out);

        var run = json.RootElement.GetProperty("runs")[0];
        var result = run.GetProperty("results").EnumerateArray().Single(r => r.GetProperty("ruleId").GetString() == "HS103");
        Assert.Equal("error", result.GetProperty("level").GetString());
        Assert.Equal("on purpose", result.GetProperty("suppressions")[0].GetProperty("justification").GetString());
        Assert.Equal(5, result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.Equal(RuleBook.Plan.Length, run.GetProperty("tool").GetProperty("driver").GetProperty("rules").GetArrayLength());
    }

    [Fact]
    public void Lint_as_SARIF_shows_the_mistakes_of_a_broken_plan_too()
    {
        using var project = new TempProject("version: 1\nnam: x\n");

        var run = ToolRun.In(project.Folder, "lint", "--sarif");

        Assert.Equal(2, run.Code);
        using var json = JsonDocument.Parse(run.Out);
        Assert.True(json.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength() > 1);
    }

    [Fact]
    public void Cost_shows_the_plan_beside_other_ways()
    {
        using var project = new TempProject(SamplePlans.Digits.Replace("epochs: 30,", "epochs: 30, trial_minutes: 3,", StringComparison.Ordinal));

        var run = ToolRun.In(project.Folder, "cost");

        Assert.Equal((0, string.Empty), (run.Code, run.Error));
        Approval.Match(run.Out, "Tool.Tests/Commands/cost.approved.txt");
    }

    [Fact]
    public void Cost_as_JSON_has_the_figures_of_the_table()
    {
        using var project = new TempProject(SamplePlans.Digits.Replace("epochs: 30,", "epochs: 30, trial_minutes: 3,", StringComparison.Ordinal));

        var run = ToolRun.In(project.Folder, "cost", "--json");

        Assert.Equal((0, string.Empty), (run.Code, run.Error));
        using var json = JsonDocument.Parse(run.Out);
        var root = json.RootElement;
        Assert.Equal(("digits", 3.0), (root.GetProperty("plan").GetString(), root.GetProperty("trial_minutes").GetDouble()));
        Assert.Equal(JsonValueKind.Null, root.GetProperty("epoch_seconds").ValueKind);
        Assert.Equal(["learning-rate", "batch-and-schedule", "regularization"], root.GetProperty("phases").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        Assert.Equal((70.0, 3.5, 1.75, 1.75), Figures(root.GetProperty("search")));
        Assert.Equal((36.0, 1.8, 0.9, 0.9), Figures(root.GetProperty("confirm")));
        Assert.Equal([50, 100, 2250], root.GetProperty("others").EnumerateArray().Select(o => (int)o.GetProperty("trainings").GetDouble()));

        static (double Trainings, double Hours, double Clock, double Cost) Figures(JsonElement e) =>
            (e.GetProperty("trainings").GetDouble(), Math.Round(e.GetProperty("hours").GetDouble(), 6), Math.Round(e.GetProperty("clock_hours").GetDouble(), 6), Math.Round(e.GetProperty("cost").GetDouble(), 6));
    }
}
