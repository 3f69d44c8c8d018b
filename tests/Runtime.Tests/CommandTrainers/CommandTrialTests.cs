using System.Collections.Immutable;
using HyperScaffold.Workers.CommandTrainers;

namespace HyperScaffold.Runtime.Tests.CommandTrainers;

public sealed class CommandTrialTests
{
    [Fact]
    public void The_line_is_the_one_of_the_contract()
    {
        var trial = ScriptFolder.Trial with
        {
            Parameters = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, object?>
            {
                ["learning_rate"] = 1.0,
                ["batch_size"] = 64L,
                ["schedule"] = "one \"cycle\"",
                ["bias"] = true,
                ["warmup"] = null,
            }),
        };
        Assert.Equal(
            """{"trial":7,"round":"explore","parameters":{"batch_size":64,"bias":true,"learning_rate":1.0,"schedule":"one \"cycle\"","warmup":null},"epochs":30,"seed":123,"device":"cuda:0","test":false}""",
            trial.ToJson("cuda:0"));
    }

    [Fact]
    public void The_final_training_is_no_trial() =>
        Assert.Equal(
            """{"trial":null,"round":"train","parameters":{"learning_rate":0.01},"epochs":30,"seed":123,"device":"cpu","test":true}""",
            (ScriptFolder.Trial with { Number = null, Round = "train", Test = true }).ToJson("cpu"));

    [Fact]
    public void All_wrong_settings_are_named_at_once()
    {
        var options = new CommandTrainerOptions { Command = [], Folder = ".", Study = "s", Threads = 0, StopGrace = TimeSpan.FromSeconds(-1), MaxLineBytes = 1 };
        var message = Assert.Throws<HyperException>(options.Validate).Message;
        Assert.All(["trainer.command", "Threads", "StopGrace", "MaxLineBytes"], s => Assert.Contains(s, message, StringComparison.Ordinal));
    }
}
