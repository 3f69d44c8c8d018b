using System.Diagnostics;
using System.Globalization;
using HyperScaffold.Storage;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Runtime.Tests.Workers;

public sealed class WorkerProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("USR1")]
    public void A_signal_hands_the_trial_back_as_if_it_had_never_begun(string signal)
    {
        Order(ToyProject.Explore(50));
        using var worker = Start("60");
        Until(() => _project.Trials is [{ State: TrialState.Complete }, ..] trials && trials[^1].IntermediateValues.Length is 1 or 2);

        Signal(worker, signal);

        Assert.True(worker.WaitForExit(Patience));
        Assert.Equal(130, worker.ExitCode);
        Assert.DoesNotContain(_project.Trials, t => t.State is TrialState.Running or TrialState.Fail);
        Assert.All(_project.Trials.Where(t => t.State == TrialState.Waiting), t => Assert.Equal((0, 1), (t.IntermediateValues.Length, StorageAttributes.AttemptOf(t.SystemAttributes))));
    }

    [Fact]
    public void A_worker_takes_no_trial_that_does_not_fit_and_hands_none_back_for_want_of_time()
    {
        Order(ToyProject.Explore(500));
        using var worker = Start("50", "--time-left", "8");

        Assert.True(worker.WaitForExit(Patience));
        Assert.Equal((int)WorkerEnd.TimeUp, worker.ExitCode);
        Assert.True(_project.Trials.Count > 1);
        Assert.DoesNotContain(_project.Trials, t => t.State is TrialState.Running or TrialState.Fail);
    }

    [Fact]
    public void A_worker_that_has_to_leave_does_not_wait_for_a_training_that_never_looks_up()
    {
        Order(ToyProject.Explore(5));
        using var worker = Start("hang");
        Until(() => _project.Trials is [{ Parameters.Count: 1 }]);

        Signal(worker, "TERM");

        Assert.True(worker.WaitForExit(Patience));
        Assert.Equal((130, TrialState.Waiting), (worker.ExitCode, Assert.Single(_project.Trials).State));
    }

    [Fact]
    public void A_worker_that_is_started_by_hand_has_the_threads_that_it_was_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the environment of native code is read through getenv of libc");
        Order(ToyProject.Explore(1));
        using var worker = Start("threads", "--threads", "3");
        Until(() => _project.Trials is [{ IsFinished: true }]);
        Signal(worker, "TERM");

        Assert.Contains("native OMP_NUM_THREADS 3", worker.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        worker.WaitForExit();
    }

    [Fact]
    public void What_a_training_prints_and_reports_is_kept_by_trial_with_the_stack_of_its_error()
    {
        Order(ToyProject.Explore(2));
        var logs = Path.Combine(_project.Folder, "logs");
        using var worker = Start("throw", "--logs", logs);
        Until(() => _project.Trials.Count(t => t.IsFinished) == 2);
        Signal(worker, "TERM");
        worker.WaitForExit();

        var second = File.ReadAllText(Path.Combine(logs, "toy-parabola", "1.log"));
        Assert.StartsWith("trial 1 begins\n", second, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: the data is missing", second, StringComparison.Ordinal);
        Assert.Contains("   at HyperScaffold.TestWorker.Toy.Misbehave", second, StringComparison.Ordinal);
        Assert.DoesNotContain("trial 0", second, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_are_kept_with_the_values_they_belong_to()
    {
        Order(ToyProject.Explore(1));
        var logs = Path.Combine(_project.Folder, "logs");
        using var worker = Start("1", "--logs", logs);
        Until(() => _project.Trials is [{ IsFinished: true }]);
        Signal(worker, "TERM");
        worker.WaitForExit();

        var trial = _project.Trials[0];
        string[] expected =
        [
            "trial 0 begins",
            string.Create(CultureInfo.InvariantCulture, $"parameters x {trial.Parameters["x"].External}"),
            .. trial.IntermediateValues.Select(v => $"step {v.Step}: {PythonText.Float(v.Value)}"),
            $"ended with {PythonText.Float(trial.Value ?? 0)}",
        ];
        Assert.Equal(expected, File.ReadAllLines(Path.Combine(logs, "toy-parabola", "0.log")));
    }

    // fault: milliseconds of an epoch, or the name of a fault
    private Process Start(string fault, params string[] more)
    {
        string[] line = [ToyProject.Program, "worker", "--study", "toy-parabola", "--storage", _project.Url, .. more];
        var info = new ProcessStartInfo("sh", ["-c", "exec dotnet \"$@\" < /dev/null", "sh", .. line]) { RedirectStandardOutput = true };
        info.Environment[int.TryParse(fault, out _) ? "TOY_PAUSE_MS" : "TOY_FAULT"] = fault;
        return Process.Start(info)!;
    }

    private void Order(RoundOrder order) => _project.Storage.SetStudyAttribute(_project.Study.Id, RoundOrder.AttributeKey, RoundOrderJson.Write(order));

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static void Until(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(() => Pause() && condition(), Patience), "nothing happened");

    private static bool Pause()
    {
        Thread.Sleep(5);
        return true;
    }
}
