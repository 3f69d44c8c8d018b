using System.Diagnostics;
using System.Text.Json;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Trials;
using Xunit;

namespace HyperScaffold.Tool.Tests.Running;

public sealed class RunningCommandTests
{
    [Fact]
    public void A_phase_is_generated_built_run_and_frozen_and_a_clone_goes_on()
    {
        using var project = new FormulaProject();
        var first = project.Run("phase", "next", "--quiet");
        Assert.True(first.Code == 0, first.Error);
        Assert.Contains("adopted learning_rate", first.Out, StringComparison.Ordinal);
        Assert.Contains("  gain:  its last 1 % took ", first.Out, StringComparison.Ordinal);
        Assert.Contains("  grid:  5 points for each range would be 5 trainings, 20 epochs, ", first.Out, StringComparison.Ordinal);
        Assert.True(project.Has("Generated/LearningRate.g.cs"));
        Assert.False(project.Has("Generated/Regularization.g.cs"));
        var decision = DecisionFile.Parse(project.Read("hyper.decisions.yaml"), "hyper.decisions.yaml").Current("learning-rate")!;
        Assert.Equal(DecisionState.Adopted, decision.State);
        Assert.Equal(12, decision.Evidence!.Trials);
        Assert.Contains("LearningRate = ", project.Read("Generated/HyperParameters.g.cs"), StringComparison.Ordinal);

        // a colleague has what git has: no database
        Directory.Delete(Path.Combine(project.Folder, ".hyper"), recursive: true);
        var second = project.Run("phase", "next", "--json");
        Assert.True(second.Code == 0, second.Error);
        using var json = JsonDocument.Parse(second.Out);
        Assert.Equal(("regularization", "skipped"), (json.RootElement.GetProperty("name").GetString(), json.RootElement.GetProperty("state").GetString()));
        Assert.Contains("Every phase is decided", project.Run("phase", "next").Error, StringComparison.Ordinal);
        Assert.Equal("null\n", project.Run("phase", "next", "--json").Out);
    }

    [Fact]
    public void Run_goes_through_all_phases_the_overfitting_one_too_and_trains_the_winner()
    {
        using var project = new FormulaProject(overfits: true);
        var run = project.Run("run", "--quiet");
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("Trained model: validation_accuracy 0.9", run.Out, StringComparison.Ordinal);
        Assert.True(project.Has("Generated/Regularization.g.cs"));
        Assert.True(project.Has("model.json"));

        using var status = JsonDocument.Parse(project.Run("status", "--json").Out);
        var root = status.RootElement;
        Assert.Equal(
            ["plan", "metric", "direction", "baseline", "best", "test", "best_parameters", "epochs", "seconds", "cost", "pruning", "phases"],
            root.EnumerateObject().Select(p => p.Name));
        Assert.Equal(0.9, root.GetProperty("test").GetDouble());
        var phase = root.GetProperty("phases")[0];
        Assert.Equal(
            ["name", "state", "study", "trials", "complete", "pruned", "failed", "epochs", "confirm_epochs", "best", "gain", "last_percent_trials", "last_percent_epochs", "grid_trainings", "frozen", "rounds", "findings"],
            phase.EnumerateObject().Select(p => p.Name));
        Assert.InRange(phase.GetProperty("last_percent_trials").GetInt32(), 0, 11);
        Assert.Equal(5, phase.GetProperty("grid_trainings").GetInt32());
        Assert.Equal(["explore", "refine", "confirm"], phase.GetProperty("rounds").EnumerateArray().Select(r => r.GetProperty("name").GetString()));
        Assert.Contains("frozen by learning-rate", project.Run("best").Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_in_the_middle_it_goes_on_and_no_finished_trial_is_lost_or_repeated()
    {
        using var project = new FormulaProject(milliseconds: 40);
        using (var process = project.Start("phase", "next"))
        {
            await UntilAsync(() => Finished(project).Count >= 3);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var before = Finished(project);
        var run = project.Run("phase", "next", "--quiet");
        Assert.True(run.Code == 0, run.Error);
        var after = Finished(project);
        Assert.All(before, t => Assert.Equal(t.Value, after.First(a => a.Number == t.Number).Value));
        Assert.Equal(12, after.Count(t => PhaseTrials.IsSearch(t) && !t.SystemAttributes.ContainsKey(StorageAttributes.Retried)));
        Assert.Single(after, t => PhaseTrials.IsBaseline(t) && PhaseTrials.IsSearch(t) && t.State == TrialState.Complete);
    }

    [Fact]
    public async Task A_second_phase_next_says_which_process_holds_the_plan()
    {
        using var project = new FormulaProject(milliseconds: 40);
        using var process = project.Start("phase", "next");
        await UntilAsync(() => Finished(project).Count >= 1);

        var second = project.Run("phase", "next");
        Assert.Equal(2, second.Code);
        Assert.Contains($"process {process.Id} (dotnet hyper phase next", second.Error, StringComparison.Ordinal);
        Assert.Single(second.Error.TrimEnd().Split('\n'));
        using var status = JsonDocument.Parse(project.Run("status", "--json").Out);
        Assert.Equal("running", status.RootElement.GetProperty("phases")[0].GetProperty("state").GetString());

        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_worker_that_joins_by_hand_helps_hands_its_trial_back_on_a_signal_and_trials_have_logs()
    {
        using var project = new FormulaProject(milliseconds: 50);
        using var process = project.Start("phase", "next", "--workers", "1");
        await UntilAsync(() => Finished(project).Count >= 1);

        using var joined = project.Start("worker");
        var log = Path.Combine(project.Folder, ".hyper", "logs", "digits-learning-rate", $"worker-{joined.Id}.log");
        await UntilAsync(() => File.Exists(log) || joined.HasExited);
        using (var kill = Process.Start("kill", ["-USR1", $"{joined.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await joined.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, joined.ExitCode);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain(Finished(project), t => t.State == TrialState.Fail);
        var printed = project.Run("logs", "0", "--phase", "learning-rate");
        Assert.StartsWith("trial 0 begins\nparameters learning_rate 0.001\nstep 1: ", printed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_that_does_not_build_shows_the_compilers_message()
    {
        using var project = new FormulaProject();
        project.Write("Broken.cs", "namespace Digits; public static class Broken { public static int Value => \"text\"; }");
        var run = project.Run("phase", "next");
        Assert.Equal(1, run.Code);
        Assert.Contains("hyper: error: The project does not build, so nothing ran:\n  Broken.cs(1,", run.Error, StringComparison.Ordinal);
        Assert.Contains("error CS0029", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("\nMend it and run the command again.\n", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("csproj]", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_metric_is_explained_with_the_properties_that_there_are()
    {
        using var project = new FormulaProject(FormulaProject.Plan.Replace("validation_accuracy", "validation_f1", StringComparison.Ordinal));
        var run = project.Run("phase", "next");
        Assert.Equal(1, run.Code);
        Assert.Contains("hyper.yaml:3:", run.Error, StringComparison.Ordinal);
        Assert.Contains("asks for ValidationF1, and the record has Number, TrainAccuracy, ValidationAccuracy", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Trainings_that_all_fail_stop_the_phase_with_the_last_reason_and_a_mended_one_goes_on()
    {
        using var project = new FormulaProject();
        var good = project.Read("Training.cs");
        project.Write("Training.cs", good.Replace("Thread.Sleep(1);", "throw new InvalidOperationException(\"the data file is missing\");", StringComparison.Ordinal));
        var run = project.Run("phase", "next", "--quiet");
        Assert.Equal(1, run.Code);
        Assert.Contains("the data file is missing", run.Error, StringComparison.Ordinal);

        project.Write("Training.cs", good);
        Assert.Equal(0, project.Run("phase", "next", "--quiet").Code);
    }

    [Fact]
    public void Rules_stop_a_plan_before_anything_is_written()
    {
        var plan = FormulaProject.Plan.Replace("tune: [learning_rate], trials: 12", "tune: [learning_rate, dropout], sampler: grid, points: 200", StringComparison.Ordinal);
        using var project = new FormulaProject(plan);
        var run = project.Run("phase", "next");
        Assert.True(run.Code == 2, run.Out + run.Error);
        Assert.Contains("HS102", run.Out + run.Error, StringComparison.Ordinal);
        Assert.False(project.Has("hyper.decisions.yaml"));
    }

    private static List<FrozenTrial> Finished(FormulaProject project)
    {
        var path = Path.Combine(project.Folder, ".hyper", "studies.db");
        if (!File.Exists(path))
        {
            return [];
        }

        using var storage = StorageFactory.Open("sqlite:///" + path);
        return [.. PhaseStudy.Read(storage, "digits-learning-rate").Where(t => t.IsFinished)];
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(2), "nothing happened within two minutes");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
