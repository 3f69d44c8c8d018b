using HyperScaffold.Contracts;
using Xunit;

namespace HyperScaffold.Tool.Tests.Commands;

/// <summary>Edits of phase rules, on a recorded run of the scaffolded digits project.</summary>
public sealed class PhaseFixTests
{
    private static string Recorded { get; } = Path.Combine(Approval.RepositoryRoot(), "tests", "Tool.Tests", "Guidance", "recorded");

    [Fact]
    public void The_edits_of_what_rules_say_of_a_phase_are_applied_once()
    {
        using var project = Project();
        // nobody regularizes after it any more
        var plan = File.ReadAllLines(project.PathOf("hyper.yaml")).Where(l => !l.Contains("name: regularization", StringComparison.Ordinal));
        File.WriteAllLines(project.PathOf("hyper.yaml"), plan);

        var run = ToolRun.In(project.Folder, "phase", "fix", "learning-rate");

        Assert.True(run.Code == 0, run.Error);
        Assert.StartsWith("HS205: regularize before comparing anything else: tune weight_decay and dropout", run.Out, StringComparison.Ordinal);
        Assert.Contains("No decision changes by it. Go on with: dotnet hyper phase next", run.Out, StringComparison.Ordinal);
        Assert.Contains("name: regularization", File.ReadAllText(project.PathOf("hyper.yaml")), StringComparison.Ordinal);
        Assert.Contains("No error or warning on phase learning-rate has an edit", ToolRun.In(project.Folder, "phase", "fix", "learning-rate").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_said_of_a_plan_that_changed_since_is_not_applied()
    {
        using var project = Project();
        File.WriteAllText(project.PathOf("hyper.yaml"), File.ReadAllText(project.PathOf("hyper.yaml")).Replace("low: 1e-5, high: 1.0", "low: 1e-6, high: 1.0", StringComparison.Ordinal));
        var run = ToolRun.In(project.Folder, "phase", "fix", "learning-rate");
        Assert.Equal(2, run.Code);
        Assert.Contains("is about the plan as it was: learning_rate changed since", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_finding_has_an_edit_nothing_is_written()
    {
        using var project = Project();
        var before = File.ReadAllText(project.PathOf("hyper.yaml"));

        var run = ToolRun.In(project.Folder, "phase", "fix", "learning-rate", "--code", "HS214");

        Assert.Equal(0, run.Code);
        Assert.Contains("No finding of HS214 on phase learning-rate has an edit", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(project.PathOf("hyper.yaml")));
    }

    [Fact]
    public void A_phase_that_did_not_run_has_nothing_to_mend()
    {
        using var project = Project();
        File.Delete(project.PathOf("hyper.decisions.yaml"));
        var run = ToolRun.In(project.Folder, "phase", "fix", "learning-rate");
        Assert.Equal(2, run.Code);
        Assert.Contains("'learning-rate' did not", run.Error, StringComparison.Ordinal);
        Assert.Contains("must be one of", ToolRun.In(project.Folder, "phase", "fix", "other").Error, StringComparison.Ordinal);
    }

    private static TempProject Project()
    {
        var project = new TempProject(File.ReadAllText(Path.Combine(Recorded, "digits.yaml")));
        File.Copy(Path.Combine(Recorded, "digits-a.decisions.yaml"), project.PathOf("hyper.decisions.yaml"));
        var imported = ToolRun.In(project.Folder, "import", Path.Combine(Recorded, "digits-a.jsonl"));
        Assert.True(imported.Code == 0, imported.Error);
        return project;
    }
}
