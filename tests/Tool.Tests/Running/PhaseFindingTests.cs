using System.Text.Json;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Tests.Commands;
using Xunit;

namespace HyperScaffold.Tool.Tests.Running;

public sealed class PhaseFindingTests
{
    private const string Plan = """
        version: 1
        name: deaf
        metric: { name: score, goal: maximize }
        budget: { epochs: 1 }
        trainer: { command: ["python3", "train.py"] }
        parameters:
          rate:  { default: 0.001, low: 1e-5, high: 1.0, scale: log }
          decay: { default: 0, low: 1e-6, high: 0.1, scale: log, disabled: 0 }
        phases:
          - { name: rate,  tune: [rate],  trials: 10 }
          - { name: decay, tune: [decay], trials: 20 }
        search: { seed: 1, workers: 2 }
        """;

    private const string Script = """
        import json, sys
        job = json.loads(sys.stdin.readline())
        print(json.dumps({"step": 1, "value": 0.5}), flush=True)
        """;

    [Fact]
    public void What_rules_say_of_a_phase_is_shown_kept_and_stops_the_next_one_until_it_is_waived()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        Assert.SkipUnless(path.Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, "python3"))), "python3 is not on PATH");
        using var project = new TempProject(Plan);
        File.Delete(project.PathOf("Digits.csproj"));
        File.WriteAllText(project.PathOf("train.py"), Script);

        var first = ToolRun.In(project.Folder, "phase", "next", "--quiet", "--yes");
        Assert.True(first.Code == 0, first.Error);
        Assert.Contains("  error HS214: every trial of rate gave the same value", first.Out, StringComparison.Ordinal);
        Assert.Contains(" different configurations over rate 1e-05 .. 1.0 log all gave 0.5000", first.Out, StringComparison.Ordinal);
        Assert.StartsWith("HS214 error: every trial of rate gave the same value: ", Assert.Single(DecisionFile.Load(project.PathOf("hyper.decisions.yaml")).Current("rate")!.Findings), StringComparison.Ordinal);

        var second = ToolRun.In(project.Folder, "phase", "next", "--quiet", "--yes");
        Assert.Equal(2, second.Code);
        Assert.Contains("dotnet hyper phase redo rate", second.Error, StringComparison.Ordinal);
        Assert.Contains("rate: error HS214", ToolRun.In(project.Folder, "phase", "list").Out, StringComparison.Ordinal);
        using var status = JsonDocument.Parse(ToolRun.In(project.Folder, "status", "--json").Out);
        var finding = status.RootElement.GetProperty("phases")[0].GetProperty("findings")[0];
        Assert.Equal(("HS214", "error"), (finding.GetProperty("code").GetString(), finding.GetProperty("level").GetString()));

        File.WriteAllText(project.PathOf("hyper.yaml"), Plan + "\nwaive: { HS214: a dry run }\n");
        var third = ToolRun.In(project.Folder, "phase", "next", "--quiet", "--yes");
        Assert.True(third.Code == 0, third.Error);
        Assert.Contains("waived HS214: every trial of decay gave the same value (because: a dry run)", third.Out, StringComparison.Ordinal);
        Assert.Equal("a dry run", DecisionFile.Load(project.PathOf("hyper.decisions.yaml")).Current("decay")!.Waived["HS214"]);
        var explained = ToolRun.In(project.Folder, "explain", "HS214").Out;
        Assert.Contains("In phase rate:", explained, StringComparison.Ordinal);
        Assert.Contains("error HS214: every trial of decay", explained, StringComparison.Ordinal);
    }
}
