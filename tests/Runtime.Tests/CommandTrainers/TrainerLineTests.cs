using HyperScaffold.Workers.CommandTrainers;

namespace HyperScaffold.Runtime.Tests.CommandTrainers;

public sealed class TrainerLineTests
{
    [Fact]
    public void A_report_has_step_value_and_metrics()
    {
        var report = Assert.IsType<TrainerLine.Report>(TrainerLine.Parse("""  {"step":1,"value":0.81,"metrics":{"train_value":0.85,"train_loss":NaN,"note":"x"}} """)).What;
        Assert.Equal((1, 0.81), (report.Step, report.Value));
        Assert.Equal(["train_loss", "train_value"], report.Metrics.Keys);
        Assert.Equal(0.85, report.Metrics["train_value"]);
        Assert.Equal(double.NaN, report.Metrics["train_loss"]);
    }

    [Theory]
    [InlineData("""{"step": 3, "value": NaN}""", double.NaN)]
    [InlineData("""{"step": 3, "value": Infinity}""", double.PositiveInfinity)]
    [InlineData("""{"value":-Infinity,"step":3,"note":"NaN said \"Infinity\""}""", double.NegativeInfinity)]
    [InlineData("""{"step": 3, "value": 1e-05}""", 1e-05)]
    [InlineData("""{"step": 3, "value": 2}""", 2.0)]
    public void Numbers_are_read_as_python_writes_them(string line, double expected) =>
        Assert.Equal(expected, Assert.IsType<TrainerLine.Report>(TrainerLine.Parse(line)).What.Value);

    [Fact]
    public void A_result_and_a_test_score_are_understood()
    {
        Assert.Equal(new TrainerLine.Result(0.93), TrainerLine.Parse("""{"result":0.93}"""));
        Assert.Equal(new TrainerLine.Result(double.NaN), TrainerLine.Parse("""{"result":NaN}"""));
        Assert.Equal(new TrainerLine.Test(0.97), TrainerLine.Parse("""{"test":0.97}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Epoch 3/30: loss 0.4")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{epoch 3}")]
    [InlineData("""{"step":3,"loss":0.4}""")]
    [InlineData("""{"test":{"accuracy":0.9}}""")]
    [InlineData("""[{"step":1,"value":2}]""")]
    [InlineData("""{"step":1,"value":Nanny}""")]
    public void Every_other_line_is_log(string line) => Assert.Equal(new TrainerLine.Log(), TrainerLine.Parse(line));

    [Theory]
    [InlineData("""{"step":0,"value":0.5}""", "the step of a report must be a whole number from 1, but got 0")]
    [InlineData("""{"step":1.5,"value":0.5}""", "but got 1.5")]
    [InlineData("""{"step":"1","value":0.5}""", "but got \"1\"")]
    [InlineData("""{"step":1,"value":[0.5]}""", "the value of a report must be a number, but got [0.5]")]
    [InlineData("""{"step":1,"value":null}""", "but got null")]
    [InlineData("""{"result":"good"}""", "the result must be a number, but got \"good\"")]
    public void A_broken_report_is_a_fault_because_its_script_may_wait_for_an_answer(string line, string expected) =>
        Assert.Contains(expected, Assert.IsType<TrainerLine.Fault>(TrainerLine.Parse(line)).Reason, StringComparison.Ordinal);
}
