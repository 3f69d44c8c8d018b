using System.Text.Json;
using HyperScaffold.Tool.Advice;
using HyperScaffold.Tool.Tests.Commands;
using HyperScaffold.Tool.Tests.Plans;
using Xunit;

namespace HyperScaffold.Tool.Tests.Advice;

public sealed class AdvisorTests
{
    [Theory]
    [InlineData("9m", "20s", 30, 2, "none")]
    [InlineData("99m", "20s", 30, 2, "by-hand")]
    [InlineData("100m", "20s", 30, 1, "grid")]
    [InlineData("399m", "20s", 30, 1, "grid")]
    [InlineData("400m", "20s", 30, 1, "model")]
    [InlineData("100m", "20s", 30, 2, "random")]
    [InlineData("399m", "20s", 30, 2, "random")]
    [InlineData("199m", "20s", 30, 3, "random")]
    [InlineData("200m", "20s", 30, 3, "model")]
    public void The_time_and_the_parameters_decide_the_method(string time, string epoch, int epochs, int parameters, string expected)
    {
        var situation = new Situation { Seconds = Duration.Parse(time)!.Value, EpochSeconds = Duration.Parse(epoch)!.Value, Epochs = epochs, Parameters = parameters };

        var advice = Advisor.Advise(situation);

        Assert.Equal(expected, advice.Method);
        Assert.NotEmpty(advice.Reasons);
        Assert.NotEmpty(advice.Steps);
    }

    [Fact]
    public void A_model_that_underfits_tiny_data_and_fine_tuning_are_no_reason_to_tune()
    {
        var situation = new Situation { Seconds = 1e6, EpochSeconds = 1, Epochs = 10, Parameters = 3 };

        Assert.StartsWith("Do not tune yet", Advisor.Advise(situation with { Underfits = true }).Verdict, StringComparison.Ordinal);
        Assert.StartsWith("Do not tune:", Advisor.Advise(situation with { Rows = 199 }).Verdict, StringComparison.Ordinal);
        Assert.Contains(Advisor.Advise(situation with { Underfits = true }).Steps, s => s == AdviceStep.Type("dotnet hyper lr find"));
        Assert.StartsWith("Search", Advisor.Advise(situation with { Rows = 200 }).Verdict, StringComparison.Ordinal);
        Assert.StartsWith("Do not tune:", Advisor.Advise(situation with { FineTunes = true }).Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20s", 20.0)]
    [InlineData("1.5h", 5400.0)]
    [InlineData("2d", 172800.0)]
    [InlineData("45", 45.0)]
    [InlineData("0s", null)]
    [InlineData("-3m", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void Durations_are_read_as_people_write_them(string text, double? expected) => Assert.Equal(expected, Duration.Parse(text));

    [Fact]
    public void Advise_by_flags_needs_no_questions_and_says_which_flag_is_missing()
    {
        Assert.Equal(0, ToolRun.In(Path.GetTempPath(), "advise", "--time", "30m", "--epoch", "20s", "--params", "2").Code);

        var missing = ToolRun.In(Path.GetTempPath(), "advise", "--time", "30m");
        Assert.Equal(2, missing.Code);
        Assert.Contains("--epoch is needed", missing.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--underfits", "Do not tune yet")]
    [InlineData("--fine-tune", "Do not tune: take the published settings")]
    [InlineData("--rows=50", "one row changes the accuracy by 10 percent points")]
    public void Where_nothing_is_to_be_tuned_anyway_no_time_need_be_known(string flag, string expected)
    {
        var run = ToolRun.In(Path.GetTempPath(), "advise", flag);

        Assert.Equal((0, string.Empty), (run.Code, run.Error));
        Assert.Contains(expected, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_project_its_plan_answers_what_no_flag_says()
    {
        using var project = new TempProject(SamplePlans.Digits.Replace("epochs: 30,", "epochs: 30, trial_minutes: 3,", StringComparison.Ordinal));

        using var json = JsonDocument.Parse(ToolRun.In(project.Folder, "advise", "--time", "1h", "--json").Out);

        var (root, given) = (json.RootElement, json.RootElement.GetProperty("given"));
        Assert.Equal(["method", "verdict", "reasons", "steps", "given", "trainings"], root.EnumerateObject().Select(p => p.Name));
        Assert.Equal((3600.0, 6.0, 30, 5, 2), (given.GetProperty("seconds").GetDouble(), given.GetProperty("epoch_seconds").GetDouble(), given.GetProperty("epochs").GetInt32(), given.GetProperty("parameters").GetInt32(), given.GetProperty("workers").GetInt32()));
        Assert.Equal(("model", 40.0), (root.GetProperty("method").GetString(), root.GetProperty("trainings").GetDouble()));
        Assert.Contains(root.GetProperty("steps").EnumerateArray(), s => s.GetProperty("text").GetString() == "budget: { epochs: 30, hours: 1, trial_minutes: 3 } and trials: auto for each phase into hyper.yaml");
    }

    [Fact]
    public void A_plan_that_cannot_be_read_is_told_and_not_needed()
    {
        using var project = new TempProject("version: 1\n");

        var run = ToolRun.In(project.Folder, "advise", "--time", "30m", "--epoch", "20s", "--params", "2");

        Assert.Equal(0, run.Code);
        Assert.StartsWith("No numbers of a plan: hyper.yaml:1:1: error: the key name is missing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_proposes_for_phases_leaves_each_of_them_a_search_within_its_budget()
    {
        var plan = SamplePlans.Digits
            .Replace("budget: { epochs: 30, hours: 1, cost_per_hour: 0.50, max_cost: 20 }", "budget: { epochs: 30, hours: 1, trial_minutes: 2 }", StringComparison.Ordinal)
            .Replace("confirm: { top: 3, seeds: 3 }", "confirm: { top: 1, seeds: 2 }", StringComparison.Ordinal)
            .Replace("seed: 1,", "seed: 1, workers: 2,", StringComparison.Ordinal)
            .Replace("workers: 2, workers: auto", "workers: 2", StringComparison.Ordinal)
            .Replace("trials: 20", "trials: auto", StringComparison.Ordinal)
            .Replace("trials: 30", "trials: auto", StringComparison.Ordinal);
        using var project = new TempProject(plan);

        using var cost = JsonDocument.Parse(ToolRun.In(project.Folder, "cost", "--json").Out);

        Assert.Equal([14, 25, 9], cost.RootElement.GetProperty("phases").EnumerateArray().Select(p => (int)p.GetProperty("trainings").GetDouble()));
        Assert.DoesNotContain("HS110", ToolRun.In(project.Folder, "lint").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("n\n", "Do not tune yet")]
    [InlineData("\ny\n", "Do not tune: take the published settings")]
    [InlineData("y\n\n150\n", "Do not tune: there is too little data")]
    [InlineData("\n\n\nsoon\n30m\n20s\n2\n", "Tune by hand")]
    public void On_a_terminal_it_asks_one_after_the_other_and_again_after_a_wrong_answer(string answers, string expected)
    {
        var run = ToolRun.OnTerminal(Path.GetTempPath(), answers, "advise", "--epochs", "30");

        Assert.Equal(0, run.Code);
        Assert.StartsWith(expected, run.Out, StringComparison.Ordinal);
        Assert.Equal(answers.Contains("soon", StringComparison.Ordinal), run.Error.Contains("An answer is a duration such as 20s", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\n\n\n", "--time is needed, and the answers ended before it")]
    [InlineData("\n\n\na\nb\nc\n", "--time must be a duration such as 20s, 30m, 8h or 2d, but got 'c' at last")]
    public void Answers_that_end_or_stay_wrong_end_it_with_the_option_to_give(string answers, string expected)
    {
        var run = ToolRun.OnTerminal(Path.GetTempPath(), answers, "advise");

        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
