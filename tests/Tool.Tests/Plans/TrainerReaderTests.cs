using HyperScaffold.Tool.Plans;
using Xunit;

namespace HyperScaffold.Tool.Tests.Plans;

public sealed class TrainerReaderTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("hyper-trainer-").FullName, "hyper.yaml");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public void A_command_and_its_grace_are_read()
    {
        var plan = PlanFile.Load(Write("trainer: { command: [\"python3\", \"train.py\", \"--fast\"], stop_grace: 2 }"));
        Assert.Equal(["python3", "train.py", "--fast"], plan.TrainerCommand);
        Assert.Equal(2, plan.TrainerStopGrace);
    }

    [Fact]
    public void Without_a_trainer_the_project_trains_itself()
    {
        var plan = PlanFile.Load(Write("budget: { epochs: 2 }"));
        Assert.Empty(plan.TrainerCommand);
        Assert.Null(plan.TrainerStopGrace);
    }

    [Theory]
    [InlineData("trainer: { command: [] }", "the command must have at least one word")]
    [InlineData("trainer: { command: [\"\"] }", "each word of the command must be text")]
    [InlineData("trainer: { stop_grace: 1 }", "command")]
    [InlineData("trainer: { command: [a], stop_grace: 0 }", "stop_grace must be greater than 0.0")]
    [InlineData("trainer: { command: [a], stop_grce: 1 }", "stop_grace")]
    public void What_cannot_be_used_is_named_with_its_place(string line, string expected)
    {
        var error = Assert.Throws<PlanException>(() => PlanFile.Load(Write(line)));
        Assert.Contains(":4:", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private string Write(string line)
    {
        File.WriteAllText(_file, $$"""
            version: 1
            name: trainer
            metric: { name: accuracy, goal: maximize }
            {{line}}
            parameters: { learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log } }
            phases: [ { name: learning-rate, tune: [learning_rate], trials: 20 } ]
            """);
        return _file;
    }
}
