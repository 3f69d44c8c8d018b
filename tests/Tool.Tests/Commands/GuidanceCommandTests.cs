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

    [Fact]
    public void Explain_as_JSON_has_the_rule_its_example_and_the_numbers_of_this_plan()
    {
        using var project = new TempProject(RulePlans.Text(RuleBook.Find("HS102")!.Info.Example!.WrongYaml + "\nsearch: { workers: 1 }"));

        using var json = JsonDocument.Parse(ToolRun.In(project.Folder, "explain", "102", "--json").Out);

        var root = json.RootElement;
        Assert.Equal(
            ["code", "level", "title", "explanation", "thresholds", "playbook", "wrong", "right", "experiments", "plan", "here"],
            root.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("HS102", "error", "test"), (root.GetProperty("code").GetString(), root.GetProperty("level").GetString(), root.GetProperty("plan").GetString()));
        Assert.Contains("sampler: grid", root.GetProperty("wrong").GetProperty("yaml").GetString(), StringComparison.Ordinal);
        Assert.Contains("study.Optimize", root.GetProperty("right").GetProperty("csharp").GetString(), StringComparison.Ordinal);
        Assert.Contains(root.GetProperty("experiments").EnumerateArray(), e => e.GetProperty("name").GetString() == "grid-4");
        var finding = root.GetProperty("here")[0].GetProperty("findings")[0];
        Assert.Contains("3,750 full trainings", finding.GetProperty("evidence").GetString(), StringComparison.Ordinal);
        Assert.Equal("phases[0].sampler", finding.GetProperty("edits")[0].GetProperty("path").GetString());
    }

    [Fact]
    public void Explain_as_JSON_lists_all_rules_and_tells_each_phase_apart_and_works_outside_a_project()
    {
        using var project = new TempProject(SamplePlans.Digits);

        using var list = JsonDocument.Parse(ToolRun.In(project.Folder, "explain", "--json").Out);
        using var phases = JsonDocument.Parse(ToolRun.In(project.Folder, "explain", "HS207", "--json").Out);
        using var outside = JsonDocument.Parse(ToolRun.In(Path.GetTempPath(), "explain", "HS102", "--json").Out);

        Assert.Equal(RuleBook.All.Select(r => r.Code), list.RootElement.EnumerateArray().Select(r => r.GetProperty("code").GetString()));
        Assert.Equal(["learning-rate", "batch-and-schedule", "regularization"], phases.RootElement.GetProperty("here").EnumerateArray().Select(h => h.GetProperty("phase").GetString()));
        Assert.Equal("it has not run yet", phases.RootElement.GetProperty("here")[0].GetProperty("note").GetString());
        Assert.Equal((JsonValueKind.Null, 0), (outside.RootElement.GetProperty("plan").ValueKind, outside.RootElement.GetProperty("here").GetArrayLength()));
    }

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
    public void Lint_as_JSON_shows_the_mistakes_of_a_broken_plan_too_and_a_rules_code_where_one_knows_them()
    {
        using var project = new TempProject(SamplePlans.Digits.Replace("low: 1e-6, high: 0.1, scale: log, disabled: 0", "low: 0, high: 0.1, scale: log", StringComparison.Ordinal).Replace("epochs: 30", "epochs: x", StringComparison.Ordinal));

        var run = ToolRun.In(project.Folder, "lint", "--json");

        Assert.Equal(2, run.Code);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(["plan", "HS108"], json.RootElement.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()));
        Assert.Contains("two ways to print the same", ToolRun.In(project.Folder, "lint", "--json", "--sarif").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_with_fix_mends_a_log_range_that_begins_at_zero()
    {
        using var project = new TempProject(SamplePlans.Digits.Replace("low: 1e-6, high: 0.1, scale: log, disabled: 0", "low: 0, high: 0.1, scale: log", StringComparison.Ordinal));
        Assert.Contains(": error HS108: `low > 0` must hold on a log scale, but low = 0.", ToolRun.In(project.Folder, "lint").Error, StringComparison.Ordinal);

        var run = ToolRun.In(project.Folder, "lint", "--fix");

        Assert.Equal(0, run.Code);
        Assert.Contains("fixed HS108", run.Error, StringComparison.Ordinal);
        Assert.Contains("low: 1e-06, high: 0.1, scale: log, disabled: 0 }", File.ReadAllText(project.PathOf("hyper.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_as_SARIF_names_the_file_by_a_URI_reference()
    {
        using var project = new TempProject(null);
        Directory.CreateDirectory(project.PathOf("my 100% plan"));
        File.WriteAllText(project.PathOf("my 100% plan/hyper.yaml"), RulePlans.Text(RuleBook.Find("HS103")!.Info.Example!.WrongYaml));

        Assert.Contains("\"uri\": \"my%20100%25%20plan/hyper.yaml\"", ToolRun.In(project.Folder, "lint", "--sarif", "-p", "my 100% plan").Out, StringComparison.Ordinal);
        Assert.Contains("\"uri\": \"file:///", ToolRun.In(project.Folder, "lint", "--sarif", "-p", project.PathOf("my 100% plan")).Out, StringComparison.Ordinal);
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
