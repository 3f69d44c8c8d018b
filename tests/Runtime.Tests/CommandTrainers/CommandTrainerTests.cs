using System.Text.Json;
using HyperScaffold.Workers.CommandTrainers;

namespace HyperScaffold.Runtime.Tests.CommandTrainers;

public sealed class CommandTrainerTests : IDisposable
{
    private const string WellBehaved = """
        import json, os, sys
        trial = json.loads(sys.stdin.readline())
        print("env", os.environ["HYPER_TRIAL"], os.environ["HYPER_STUDY"], os.environ["HYPER_DEVICE"], os.environ["OMP_NUM_THREADS"], os.environ["PYTHONUNBUFFERED"], os.getcwd())
        for epoch in range(1, trial["epochs"] + 1):
            print(json.dumps({"step": epoch, "value": epoch / 10, "metrics": {"train_value": trial["parameters"]["learning_rate"]}}))
            answer = json.loads(sys.stdin.readline())
            if not answer["continue"]:
                print("told:", answer["reason"])
                sys.exit(0)
        if trial["test"]:
            print(json.dumps({"test": 0.97}))
        """;

    private readonly ScriptFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_well_behaved_script_trains_to_its_end()
    {
        _folder.Options = _folder.Options with { Threads = 2 };
        var outcome = _folder.Python(WellBehaved, ScriptFolder.Trial with { Epochs = 3 });
        Assert.Equal((CommandEnd.Complete, string.Empty), (outcome.End, outcome.Reason));
        Assert.Equal([(1, 0.1), (2, 0.2), (3, 0.3)], outcome.Reports.Select(r => (r.Step, r.Value)));
        Assert.Equal(0.01, outcome.Reports[2].Metrics["train_value"]);
        Assert.Null(outcome.Test);
        Assert.Contains($"env 7 digits-learning-rate cpu 2 1 {_folder.Root}", _folder.Log, StringComparison.Ordinal);
        Assert.Contains("step 3: 0.3 (train_value 0.01)", _folder.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_score_is_printed_when_it_is_asked_for() =>
        Assert.Equal(0.97, _folder.Python(WellBehaved, ScriptFolder.Trial with { Epochs = 1, Test = true }).Test);

    [Fact]
    public void A_pruned_script_is_told_and_may_leave_by_itself()
    {
        _folder.Options = _folder.Options with { StopGrace = TimeSpan.FromMinutes(5) };
        _folder.Answer = r => r.Step < 2;
        var outcome = _folder.Python(WellBehaved);
        Assert.Equal(CommandEnd.Pruned, outcome.End);
        Assert.Equal(2, outcome.Reports.Length);
        Assert.Contains("told: pruned", _folder.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_that_never_reads_is_not_held_up_and_holds_nobody_up()
    {
        var outcome = _folder.Python("""
            for i in range(1, 20001):
                print('{"step":%d,"value":1}' % i)
            """);
        Assert.Equal((CommandEnd.Complete, 20000), (outcome.End, outcome.Reports.Length));
    }

    [Fact]
    public void A_script_that_closes_its_input_at_once_goes_on()
    {
        var outcome = _folder.Shell("""
            exec 0<&-
            for i in 1 2 3; do echo "{\"step\":$i,\"value\":$i}"; sleep 0.02; done
            """);
        Assert.Equal((CommandEnd.Complete, 3), (outcome.End, outcome.Reports.Length));
    }

    [Fact]
    public void A_result_overrides_the_reports() =>
        Assert.Equal(0.93, _folder.Shell("echo '{\"step\":1,\"value\":0.5}'; echo '{\"result\":0.93}'").Result);

    [Fact]
    public void Garbage_and_bad_bytes_are_log()
    {
        var outcome = _folder.Shell("""
            printf '\377\376 \303\n'
            printf 'progress 1\rprogress 2\r\n'
            echo '{"step":1,"value":0.5}'
            printf '{"step":2,"val\377'
            """);
        Assert.Equal((CommandEnd.Complete, 1), (outcome.End, outcome.Reports.Length));
        Assert.Contains("\uFFFD\uFFFD \uFFFD\nprogress 1\rprogress 2\n", _folder.Log.Replace("\r\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("{\"step\":2,\"val\uFFFD", _folder.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_ten_mebibytes_is_cut()
    {
        var outcome = _folder.Python("""
            import sys
            sys.stdout.write('{"step":1,"value":1,"pad":"' + 'x' * (10 << 20) + '"}\n')
            print('{"step":1,"value":0.5}')
            """);
        Assert.Equal([0.5], outcome.Reports.Select(r => r.Value));
        Assert.Contains("(the line is cut at 1048576 bytes)", _folder.Log, StringComparison.Ordinal);
        Assert.InRange(_folder.Log.Length, 1 << 20, (1 << 20) + 1000);
    }

    [Fact]
    public void A_value_that_is_no_number_ends_the_trial_as_diverged()
    {
        _folder.Options = _folder.Options with { StopGrace = TimeSpan.Zero };
        var outcome = _folder.Python("""
            import time
            print('{"step":1,"value":0.5}')
            print('{"step":2,"value":NaN}')
            time.sleep(600)
            """);
        Assert.Equal(CommandEnd.Failed, outcome.End);
        Assert.Equal("The training diverged: the value of step 2 is NaN.", outcome.Reason);
        Assert.Single(outcome.Reports);
    }

    [Fact]
    public void Falling_steps_are_refused_with_the_rule()
    {
        var outcome = _folder.Shell("""echo '{"step":5,"value":0.5}'; echo '{"step":5,"value":0.6}'; sleep 600""");
        Assert.Equal(CommandEnd.Failed, outcome.End);
        Assert.Contains("steps must rise, but 5 came after 5", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_exit_code_is_a_failure_with_the_end_of_standard_error()
    {
        var outcome = _folder.Shell("""echo '{"step":1,"value":0.5}'; echo 'no memory \033[31mleft' >&2; exit 3""");
        Assert.Equal(CommandEnd.Failed, outcome.End);
        Assert.StartsWith("The command ended with exit code 3. End of standard error:\nno memory", outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', outcome.Reason);
    }

    [Fact]
    public void A_script_that_a_signal_ended_says_which() =>
        Assert.Contains("exit code 137: it was killed (SIGKILL)", _folder.Shell("kill -KILL $$").Reason, StringComparison.Ordinal);

    [Fact]
    public void A_script_that_says_nothing_has_failed() =>
        Assert.Contains("printed no report and no result", _folder.Shell("true").Reason, StringComparison.Ordinal);

    [Fact]
    public void Only_the_end_of_a_huge_standard_error_is_kept()
    {
        var outcome = _folder.Python("""
            import sys
            for i in range(200000):
                sys.stderr.write('warning %d: something happened again\n' % i)
            sys.exit(1)
            """);
        Assert.Contains("warning 199999", outcome.Reason, StringComparison.Ordinal);
        Assert.InRange(outcome.Reason.Length, 1000, 2200);
    }

    [Fact]
    public void A_log_has_an_end()
    {
        _folder.Options = _folder.Options with { MaxLogLength = 100 };
        _folder.Shell("for i in 1 2 3 4 5 6 7 8 9; do echo 0123456789012345678901234; done; echo '{\"result\":1}'");
        Assert.Equal(4, _folder.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("the log ends here", _folder.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_that_closes_its_output_early_is_waited_for()
    {
        var outcome = _folder.Shell("""echo '{"step":1,"value":0.5}'; exec >&- 2>&-; sleep 0.2; echo done > done.txt""");
        Assert.Equal(CommandEnd.Complete, outcome.End);
        Assert.Equal("done", _folder.Wait("done.txt"));
    }

    [Theory]
    [InlineData("no-such-program-anywhere", "must be a program on the PATH")]
    [InlineData("./missing.sh", "must be a program in the project's folder")]
    [InlineData("./data.txt", "must be executable, but ./data.txt is not")]
    public void A_command_that_cannot_start_is_a_failed_trial_with_a_remedy(string program, string expected)
    {
        File.WriteAllText(Path.Combine(_folder.Root, "data.txt"), "no program");
        _folder.Options = _folder.Options with { Command = [program] };
        var outcome = _folder.Run(ScriptFolder.Trial, null);
        Assert.Equal(CommandEnd.Failed, outcome.End);
        Assert.Contains(expected, outcome.Reason, StringComparison.Ordinal);
        Assert.Contains(expected, Assert.Throws<TrainerStartException>(() => CommandTrainer.Check(_folder.Options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_executable_of_the_folder_gets_its_arguments_without_a_shell()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a file of Windows has no permission to be executed");
        var script = Path.Combine(_folder.Root, "train");
        File.WriteAllText(script, "#!/bin/sh\necho \"args: $1|$2\"\necho '{\"result\":1}'\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        _folder.Options = _folder.Options with { Command = ["./train", "a b", "$(touch x); *"] };
        Assert.Equal(CommandEnd.Complete, _folder.Run(ScriptFolder.Trial, null).End);
        Assert.Contains("args: a b|$(touch x); *", _folder.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_listener_throws_ends_the_command_and_comes_out()
    {
        _folder.Answer = _ => throw new InvalidDataException("the storage is gone");
        var thrown = Assert.Throws<InvalidDataException>(() => _folder.Shell("echo $$ > pid; echo '{\"step\":1,\"value\":1}'; exec sleep 600"));
        Assert.Equal("the storage is gone", thrown.Message);
        Assert.True(ScriptFolder.Ends(_folder.Wait("pid")));
    }

    [Fact]
    public void The_input_line_is_json_that_python_reads_with_its_types()
    {
        _folder.Python("import json, sys; t = json.loads(sys.stdin.readline()); print(type(t['parameters']['learning_rate']).__name__); print(json.dumps(t)); print('{\"result\":1}')");
        Assert.Contains("float", _folder.Log, StringComparison.Ordinal);
        using var line = JsonDocument.Parse(_folder.Log.Split('\n').First(l => l.StartsWith('{')));
        Assert.Equal(["trial", "round", "parameters", "epochs", "seed", "device", "test"], line.RootElement.EnumerateObject().Select(p => p.Name));
    }
}
