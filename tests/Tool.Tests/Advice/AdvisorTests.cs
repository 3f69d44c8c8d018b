using HyperScaffold.Tool.Advice;
using HyperScaffold.Tool.Tests.Commands;
using Xunit;

namespace HyperScaffold.Tool.Tests.Advice;

public sealed class AdvisorTests
{
    [Theory]
    [InlineData("30m", "20s", 30, 2, "by hand")]
    [InlineData("2h", "20s", 30, 2, "Search evenly")]
    [InlineData("3h", "20s", 30, 5, "Search evenly")]
    [InlineData("10h", "20s", 30, 5, "Search in phases")]
    public void The_time_and_the_parameters_decide_the_method(string time, string epoch, int epochs, int parameters, string expected)
    {
        var situation = new Situation { Seconds = Duration.Parse(time)!.Value, EpochSeconds = Duration.Parse(epoch)!.Value, Epochs = epochs, Parameters = parameters };

        Assert.Contains(expected, Advisor.Advise(situation).Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_underfits_tiny_data_and_fine_tuning_are_no_reason_to_tune()
    {
        var situation = new Situation { Seconds = 1e6, EpochSeconds = 1, Epochs = 10, Parameters = 3 };

        Assert.StartsWith("Do not tune yet", Advisor.Advise(situation with { Underfits = true }).Verdict, StringComparison.Ordinal);
        Assert.StartsWith("Do not tune:", Advisor.Advise(situation with { Rows = 199 }).Verdict, StringComparison.Ordinal);
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
}
