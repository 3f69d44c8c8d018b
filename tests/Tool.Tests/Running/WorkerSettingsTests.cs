using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Tests.Commands;
using HyperScaffold.Tool.Tests.Plans;
using Xunit;

namespace HyperScaffold.Tool.Tests.Running;

public sealed class WorkerSettingsTests
{
    [Theory]
    [InlineData("90", 90)]
    [InlineData("90s", 90)]
    [InlineData("1.5m", 90)]
    [InlineData("2 h", 7200)]
    [InlineData("1d", 86400)]
    public void A_time_has_a_unit_or_is_in_seconds(string text, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Amount.Time(text));

    [Theory]
    [InlineData("4096", 4096)]
    [InlineData("500M", 500L << 20)]
    [InlineData("4GiB", 4L << 30)]
    [InlineData("0.5k", 512)]
    public void A_size_has_a_unit_or_is_in_bytes(string text, long bytes) => Assert.Equal(bytes, Amount.Size(text));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1s")]
    [InlineData("5x")]
    [InlineData("5mm")]
    [InlineData("1e3")]
    [InlineData("999999999999d")]
    public void Other_text_is_no_amount(string text)
    {
        Assert.Null(Amount.Time(text));
        Assert.Null(Amount.Size(text));
    }

    [Theory]
    [InlineData("--devices must read like cpu:2, cuda:0,1 or cuda:0*4", "--devices", "gpu:1")]
    [InlineData("GPU-a1", "--devices", "cuda:7")]
    [InlineData("Leave one of them out", "--devices", "cpu:2", "--workers", "2")]
    [InlineData("There must be at least one worker, but got 0", "--workers", "0")]
    [InlineData("--trial-limit must be a time such as 90s, 10m or 2h, but got 'soon'", "--trial-limit", "soon")]
    [InlineData("--memory-limit must be a size such as 500M or 4G, but got 'lots'", "--memory-limit", "lots")]
    [InlineData("but got --recycle 0", "--recycle", "0")]
    public void A_wrong_option_is_refused_before_anything_is_written(string expected, params string[] options)
    {
        using var project = new TempProject(SamplePlans.Digits);
        var run = ToolRun.In(project.Folder, new Dictionary<string, string> { ["CUDA_VISIBLE_DEVICES"] = "GPU-a1" }, ["phase", "next", .. options]);
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(project.PathOf(".hyper")));
    }

    [Fact]
    public void Limits_stand_in_the_plan_and_the_command_line_overrides_them()
    {
        var plan = PlanFile.Parse(SamplePlans.Digits.Replace("workers: auto", "workers: 3, trial_limit: 10m, memory_limit: 4G, recycle: 50", StringComparison.Ordinal), "hyper.yaml");
        var settings = new WorkerSettings { Recycle = 7 }.Over(plan.Search);
        Assert.Equal((3, TimeSpan.FromMinutes(10), 4L << 30, 7), (settings.Slots.Length, settings.TrialLimit!.Value, settings.MemoryLimit!.Value, settings.Recycle!.Value));
    }

    [Fact]
    public void A_wrong_limit_in_the_plan_is_named_with_its_place()
    {
        var text = SamplePlans.Digits.Replace("workers: auto", "trial_limit: soon, memory_limit: 0", StringComparison.Ordinal);
        var error = Assert.Throws<PlanException>(() => PlanFile.Parse(text, "hyper.yaml"));
        Assert.Contains(error.Lines, l => l.Contains("trial_limit must be a time such as 90s, 10m or 2h, but got", StringComparison.Ordinal) && l.StartsWith("hyper.yaml:", StringComparison.Ordinal));
        Assert.Contains(error.Lines, l => l.Contains("memory_limit must be a size", StringComparison.Ordinal));
    }

    [Fact]
    public void Limits_change_no_fingerprint_of_a_phase()
    {
        var plain = PlanFile.Parse(SamplePlans.Digits, "hyper.yaml");
        var limited = PlanFile.Parse(SamplePlans.Digits.Replace("workers: auto", "workers: 1, trial_limit: 10m", StringComparison.Ordinal), "hyper.yaml");
        Assert.Equal(PlanHash.Of(plain, new DecisionBook([]), plain.Phases[0]), PlanHash.Of(limited, new DecisionBook([]), limited.Phases[0]));
    }
}
