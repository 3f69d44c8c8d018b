using System.Text.Json;
using Xunit;

namespace HyperScaffold.Packages.Tests;

public sealed class CommandEndToEndTests(PackedProducts products)
{
    [Fact]
    public void A_scaffolded_script_learns_the_digits_well_and_is_scored_on_rows_that_no_trial_saw()
    {
        Assert.SkipUnless(Shell.Run(products.Workspace, "/usr/bin/env", "python3", "--version").Code == 0, "python3 is not installed");
        var project = products.New("Digits", "--trainer", "command");
        project.Edit("hyper.yaml", "trials: 20", "trials: 8");
        project.Edit("hyper.yaml", "top: 3", "top: 1");
        project.Hyper("run", "--yes").Expect(0);

        using var status = JsonDocument.Parse(project.Hyper("status", "--json").Expect(0).Output);
        var root = status.RootElement;
        Assert.InRange(root.GetProperty("best").GetDouble(), 0.95, 1.0);
        Assert.InRange(root.GetProperty("test").GetDouble(), 0.92, 1.0);
        Assert.All(root.GetProperty("phases").EnumerateArray(), p => Assert.Contains(p.GetProperty("state").GetString(), new[] { "done", "skipped" }));
        Assert.Contains("step 1: ", project.Hyper("logs", "0", "--phase", "learning-rate").Expect(0).Output, StringComparison.Ordinal);
        Assert.Equal("0", Assert.Single(project.Query("select count(*) from trials where state in ('RUNNING', 'WAITING', 'FAIL')")));
    }

    [Fact]
    public void A_scaffolded_script_also_runs_by_hand()
    {
        Assert.SkipUnless(Shell.Run(products.Workspace, "/usr/bin/env", "python3", "--version").Code == 0, "python3 is not installed");
        var project = products.New("Digits", "--trainer", "command");
        var lines = Shell.Run(project.Folder, "/usr/bin/env", "python3", "train.py").Expect(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("{\"step\": 12, \"value\": 0.9", lines[^2], StringComparison.Ordinal);
        Assert.StartsWith("{\"test\": 0.9", lines[^1], StringComparison.Ordinal);
    }
}
