using System.Text.Json;
using HyperScaffold.Trials;
using Xunit;

namespace HyperScaffold.Tool.Tests.CommandProjects;

public sealed class CommandProjectTests
{
    [Fact]
    public void A_folder_with_a_plan_and_a_script_is_tuned_from_the_first_phase_to_the_test_score()
    {
        using var project = new ScriptProject();

        // a file that the run itself writes does not make a training one of other code
        var printed = project.Redirected("run.txt", "run", "--yes", "--devices", "cpu:2");
        Assert.Contains("test ", printed, StringComparison.Ordinal);

        var status = project.Status();
        Assert.Equal(["done", "done"], status.GetProperty("phases").EnumerateArray().Select(p => p.GetProperty("state").GetString()));
        Assert.True(status.GetProperty("best").GetDouble() > status.GetProperty("baseline").GetDouble() + 0.1);
        Assert.InRange(status.GetProperty("best_parameters").GetProperty("learning_rate").GetDouble(), 0.01, 1);
        Assert.InRange(status.GetProperty("test").GetDouble(), 0.9, 0.96);
        Assert.Equal(12, project.Trials("learning-rate").Count(t => t.Round != TrialAttributes.ConfirmRound));
        Assert.Contains(project.Trials("learning-rate"), t => t.State == TrialState.Pruned);
        var each = Math.Max(1, System.Environment.ProcessorCount / 2);
        Assert.Contains($"cores {each} threads {each}", project.Expect("logs", "0", "--phase", "learning-rate"), StringComparison.Ordinal);
        var (_, log, note) = project.Hyper("logs", "0");
        Assert.StartsWith("trial ", log, StringComparison.Ordinal);
        Assert.Matches("Trial 0 of study script-regularization was taken over from script-learning-rate #[0-9]+; this is what that one printed[.]", note);
        Assert.False(Directory.Exists(project.PathOf("Generated")));
        Assert.Equal([".hyper", "hyper.decisions.yaml", "hyper.yaml", "model.json", "run.txt", "train.py"], Directory.EnumerateFileSystemEntries(project.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_final_training_keeps_where_it_came_from()
    {
        using var project = new ScriptProject();
        project.Expect("phase", "next", "--yes");
        Assert.Equal(JsonValueKind.Null, project.Status().GetProperty("test").ValueKind);

        var printed = project.Expect("train", "--seed", "7", "--out", "seven.json");
        Assert.Contains("epoch 8/8  validation_accuracy", printed, StringComparison.Ordinal);
        var (code, _, error) = project.Hyper("train", "--device", "gpu zero");
        Assert.Equal(2, code);
        Assert.Contains("--device must name a device as PyTorch does, such as cpu, cuda, cuda:1 or mps, but got 'gpu zero'", error, StringComparison.Ordinal);
        using var kept = JsonDocument.Parse(project.Read("seven.json"));
        Assert.Equal(7, kept.RootElement.GetProperty("seed").GetInt32());
        Assert.Equal(project.Status().GetProperty("best_parameters").GetProperty("learning_rate").GetDouble(), kept.RootElement.GetProperty("hyperparameters").GetProperty("learning_rate").GetDouble());
        Assert.Equal(["plan_sha256", "decisions_sha256"], new[] { "plan_sha256", "decisions_sha256" }.Where(n => kept.RootElement.GetProperty(n).GetString()?.Length == 64));
        Assert.Equal(printed.Contains("test 0.", StringComparison.Ordinal), kept.RootElement.GetProperty("test").GetDouble() > 0.5);
    }

    [Fact]
    public void The_final_training_refuses_a_frozen_value_of_another_kind()
    {
        using var project = new ScriptProject();
        project.Write("hyper.decisions.yaml", "version: 1\ndecisions:\n  - { phase: learning-rate, study: s, state: adopted, frozen: { learning_rate: nope } }\n");

        var (code, _, error) = project.Hyper("train");

        Assert.Equal(2, code);
        Assert.Equal("hyper: error: A value of learning_rate must fit what hyper.yaml says of it, but hyper.decisions.yaml has nope. Run dotnet hyper phase redo for the phase that froze it, or restore the file from git.", error.Trim());
        Assert.False(File.Exists(project.PathOf("model.json")));
    }

    [Fact]
    public void What_a_trial_printed_is_kept_and_shown()
    {
        using var project = new ScriptProject();
        project.Expect("phase", "next", "--yes");
        var log = project.Expect("logs", "0", "--follow");
        Assert.StartsWith("trial 0 parameters ['learning_rate', 'weight_decay']\ncores ", log, StringComparison.Ordinal);
        Assert.Equal(log, project.Expect("logs", "0", "--phase", "learning-rate"));

        var (code, _, error) = project.Hyper("logs", "999");
        Assert.Equal(1, code);
        Assert.Contains("Trial 999 of study script-learning-rate has no log", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_is_followed_while_its_trial_runs()
    {
        using var project = new ScriptProject(pause: 0.1);
        using var running = project.Start("phase", "next", "--yes");
        project.WaitForTrials("learning-rate", 0, running);
        var log = project.Expect("logs", "0", "--follow");
        Assert.Equal(Enumerable.Range(1, 8), log.Split('\n').Where(l => l.StartsWith("step ", StringComparison.Ordinal)).Select(l => int.Parse(l[5..l.IndexOf(':', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.True(project.Trials("learning-rate")[0].IsFinished);
        running.Kill();
        running.WaitForExit();
        Assert.True(project.AllEnd("train.py") && project.AllEnd("--worker"), "something lives on");
    }

    [Fact]
    public void Metrics_are_kept_with_each_trial_so_that_overfitting_can_be_judged()
    {
        using var project = new ScriptProject();
        project.Expect("phase", "next", "--yes");
        var best = project.Trials("learning-rate").First(t => t.State == TrialState.Complete);
        Assert.Contains("\"validation_loss\": [[1, 0.8], [2, 0.7]", best.UserAttributes[TrialAttributes.Metrics], StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_that_always_fails_stops_the_phase_with_its_own_words()
    {
        using var project = new ScriptProject();
        project.Write("train.py", "import sys\nsys.exit('there is no data')\n");
        var (code, _, error) = project.Hyper("phase", "next", "--yes");
        Assert.Equal(1, code);
        Assert.Contains("exit code 1", error, StringComparison.Ordinal);
        Assert.Contains("there is no data", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_that_takes_too_long_or_too_much_memory_fails_with_the_limit_and_its_log()
    {
        using var project = new ScriptProject();
        project.Write("train.py", "import time\nprint('loading', flush=True)\nheld = b'x' * (99 << 20)\ntime.sleep(60)\n");
        var (code, _, error) = project.Hyper("phase", "next", "--yes", "--workers", "4", "--trial-limit", "1s");
        Assert.Equal(1, code);
        Assert.Contains("the trial took longer than its time limit of 1 s", error, StringComparison.Ordinal);
        Assert.Matches("Its log: .*/[0-9]+.log \\(dotnet hyper logs [0-9]+\\)", error);

        (code, _, error) = project.Hyper("phase", "next", "--yes", "--workers", "4", "--memory-limit", "50M");
        Assert.Equal(1, code);
        Assert.Contains("more than the limit of 50 MiB", error, StringComparison.Ordinal);
        Assert.True(project.AllEnd("train.py"), "a script lives on");
    }

    [Fact]
    public void A_script_that_was_mended_goes_on_in_the_same_phase()
    {
        using var project = new ScriptProject();
        var script = project.Read("train.py");
        project.Write("train.py", "import sys\nsys.exit('there is no data')\n");
        Assert.Equal(1, project.Hyper("phase", "next", "--yes").Code);
        project.Write("train.py", script);
        project.Expect("phase", "next", "--yes");
        Assert.Equal("done", project.Status().GetProperty("phases")[0].GetProperty("state").GetString());
    }

    [Fact]
    public void A_command_that_is_not_there_is_named_before_any_trial_runs()
    {
        using var project = new ScriptProject();
        project.Write("hyper.yaml", project.Read("hyper.yaml").Replace("/usr/bin/python3", "no-such-python", StringComparison.Ordinal));
        var (code, _, error) = project.Hyper("phase", "next", "--yes");
        Assert.Equal(1, code);
        Assert.Contains("must be a program on the PATH, but no-such-python is not there", error, StringComparison.Ordinal);
        Assert.Empty(project.Trials("learning-rate"));
    }

    [Fact]
    public void A_worker_that_joins_from_a_clone_helps_and_leaves_when_the_phase_is_over()
    {
        using var project = new ScriptProject(pause: 0.03);
        using var running = project.Start("phase", "next", "--yes", "--quiet");
        project.WaitForTrials("learning-rate", 1, running);

        // its plan is from before the phase began, so it knows no decision
        var clone = Directory.CreateDirectory(project.PathOf("clone")).FullName;
        File.Copy(project.PathOf("hyper.yaml"), Path.Combine(clone, "hyper.yaml"));
        File.Copy(project.PathOf("train.py"), Path.Combine(clone, "train.py"));
        var line = $"exec dotnet {Path.Combine(AppContext.BaseDirectory, "dotnet-hyper.dll")} worker --project {clone} --study script-learning-rate --storage sqlite:///{project.Database} < /dev/null";
        using var joined = System.Diagnostics.Process.Start("sh", ["-c", line]);
        Assert.True(joined.WaitForExit(TimeSpan.FromMinutes(2)));
        Assert.Equal(0, joined.ExitCode);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(clone, ".hyper", "logs", "script-learning-rate")));
        Assert.All(project.Trials("learning-rate"), t => Assert.True(t.IsFinished));
        running.WaitForExit();
        Assert.Equal(0, running.ExitCode);
        Assert.Equal(12, project.Trials("learning-rate").Count(t => t.Round != TrialAttributes.ConfirmRound));
    }

    [Fact]
    public void A_worker_says_what_it_lacks()
    {
        using var project = new ScriptProject();
        Assert.Contains("no phase is open. Write --study NAME", project.Hyper("worker").Error, StringComparison.Ordinal);
        Assert.Contains("--time-left must be a time", project.Hyper("worker", "--study", "other", "--time-left", "soon").Error, StringComparison.Ordinal);
        var (code, _, error) = project.Hyper("worker", "--study", "other");
        Assert.Equal(2, code);
        Assert.Contains("names no phase for 'other'", error, StringComparison.Ordinal);

        // an address with a password reaches a worker through its environment alone
        var led = project.Hyper("worker", "--study", "other", "--worker", "w", "--storage", "env:HYPER_STORAGE").Error;
        Assert.Contains("names no phase for 'other'", led, StringComparison.Ordinal);
    }
}
