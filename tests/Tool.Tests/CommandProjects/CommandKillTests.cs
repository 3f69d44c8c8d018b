using System.Diagnostics;
using HyperScaffold.Trials;
using Xunit;

namespace HyperScaffold.Tool.Tests.CommandProjects;

public sealed class CommandKillTests : IDisposable
{
    private readonly ScriptProject _project = new(pause: 0.05);

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task After_a_worker_was_killed_its_script_ends_and_the_phase_loses_nothing()
    {
        using var running = _project.Start("phase", "next", "--yes");
        var error = running.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = running.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var before = _project.WaitForTrials("learning-rate", 2, running);
        Kill(_project.Processes("--worker")[0]);

        await running.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(running.ExitCode == 0, await output + await error);
        AssertWhole(before);
        Assert.True(_project.AllEnd("train.py"), "a script lives on");
    }

    [Fact]
    public void After_the_tool_was_killed_everything_ends_and_the_next_call_goes_on()
    {
        using (var running = _project.Start("phase", "next", "--yes"))
        {
            var before = _project.WaitForTrials("learning-rate", 2, running);
            running.Kill();
            running.WaitForExit();
            Assert.True(_project.AllEnd("--worker"), "a worker lives on");
            Assert.True(_project.AllEnd("train.py"), "a script lives on");
            Assert.Contains("goes on where it stopped", GoOn(), StringComparison.Ordinal);
            AssertWhole(before);
        }
    }

    [Fact]
    public void An_interrupted_phase_hands_its_trials_back_and_goes_on()
    {
        using var running = _project.Start("phase", "next", "--yes");
        var before = _project.WaitForTrials("learning-rate", 2, running);
        Process.Start("kill", ["-TERM", $"{running.Id}"]).WaitForExit();
        running.WaitForExit();
        Assert.Equal(130, running.ExitCode);
        Assert.DoesNotContain(_project.Trials("learning-rate"), t => t.State is TrialState.Running or TrialState.Fail);
        Assert.True(_project.AllEnd("train.py"), "a script lives on");

        GoOn();
        AssertWhole(before);
    }

    private string GoOn()
    {
        var (code, output, error) = _project.Hyper("phase", "next", "--yes");
        Assert.True(code == 0, output + error);
        return error;
    }

    private static void Kill(int process)
    {
        using var victim = Process.GetProcessById(process);
        victim.Kill();
    }

    private void AssertWhole(IReadOnlyList<FrozenTrial> before)
    {
        var after = _project.Trials("learning-rate");
        Assert.All(before, b => Assert.Equal((b.State, b.Value), (after[b.Number].State, after[b.Number].Value)));
        Assert.All(after, t => Assert.True(t.IsFinished));
        Assert.Equal(Enumerable.Range(0, after.Count), after.Select(t => t.Number));
        Assert.Equal(12, after.Count(t => t.Round != TrialAttributes.ConfirmRound && t.State is (TrialState.Complete or TrialState.Pruned)));
        Assert.Equal("done", _project.Status().GetProperty("phases")[0].GetProperty("state").GetString());
    }
}
