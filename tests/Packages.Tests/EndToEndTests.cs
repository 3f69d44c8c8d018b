using Xunit;

namespace HyperScaffold.Packages.Tests;

public sealed class EndToEndTests(PackedProducts products)
{
    [Fact]
    public void Each_phase_leaves_one_objective_and_one_decision_and_a_clone_without_the_database_goes_on()
    {
        var project = products.Copy();
        project.Reduce(epochs: 6, trials: 8);
        project.Git("init", "-q");
        project.Commit();

        project.Hyper("phase", "next").Expect(0);
        Assert.Equal(["Generated/HyperParameters.g.cs", "Generated/LearningRate.g.cs", "hyper.decisions.yaml"], project.Changes());
        Assert.Contains("learning_rate", project.Git("diff", "HEAD", "hyper.decisions.yaml").Output, StringComparison.Ordinal);
        project.Hyper("generate", "--check").Expect(0);
        project.Commit();

        var clone = products.Clone(project);
        Assert.False(Directory.Exists(clone.PathOf(".hyper")));
        clone.Hyper("phase", "next").Expect(0);
        Assert.Contains("Generated/BatchAndSchedule.g.cs", clone.Changes());
        Assert.DoesNotContain("Generated/LearningRate.g.cs", clone.Changes());
        Assert.Equal(["digits-batch-and-schedule"], clone.Query("select study_name from studies"));
    }

    [Fact]
    public void A_run_ends_with_a_trained_model_its_origin_and_a_test_score()
    {
        var project = products.Copy();
        project.Reduce(epochs: 6, trials: 8);
        var run = project.Hyper("run").Expect(0);
        Assert.Contains("model.safetensors", run.All, StringComparison.Ordinal);
        Assert.True(new FileInfo(project.PathOf("model.safetensors")).Length > 10_000);
        using var status = System.Text.Json.JsonDocument.Parse(project.Hyper("status", "--json").Expect(0).Output);
        Assert.InRange(status.RootElement.GetProperty("test").GetDouble(), 0.5, 1.0);
        project.Hyper("phase", "next").Expect(0);
        Assert.Equal("0", Assert.Single(project.Query("select count(*) from trials where state in ('RUNNING', 'WAITING')")));
    }

    [Fact]
    public void With_150_training_rows_the_model_overfits_and_the_regularization_phase_runs()
    {
        var project = products.Copy();
        project.Reduce(epochs: 30, trials: 8);
        project.Edit("Data.cs", "TrainRows = 1200", "TrainRows = 150");
        project.Hyper("run").Expect(0);
        Assert.Contains("digits-regularization", project.Query("select study_name from studies"));
        Assert.True(File.Exists(project.PathOf("Generated/Regularization.g.cs")));
    }

    [Fact]
    public void Optuna_opens_the_database_sees_the_same_trials_and_its_sampler_adds_to_them()
    {
        var python = Shell.Run(products.Workspace, "/usr/bin/env", "/usr/bin/python3", "-c", "import optuna; print(optuna.__version__)");
        Assert.SkipUnless(python.Code == 0, "python3-optuna is not installed");
        var project = products.Copy();
        project.Reduce(epochs: 6, trials: 8);
        project.Hyper("phase", "next").Expect(0);

        var ours = project.Query("""
            select t.number || ' ' || t.state || ' ' || v.value || ' ' || p.param_value || ' '
                || (select count(*) from trial_intermediate_values i where i.trial_id = t.trial_id)
            from trials t join trial_values v using (trial_id) join trial_params p using (trial_id) order by t.number
            """);
        var script = Path.Combine(AppContext.BaseDirectory, "read_with_optuna.py");
        var theirs = Shell.Run(project.Folder, "/usr/bin/python3", script, project.Database, "digits-learning-rate").Expect(0).Output.Split('\n');
        Assert.NotEmpty(ours);
        Assert.Equal(ours.Select(Rounded), theirs.Take(ours.Length).Select(Rounded));
        Assert.Equal("added 3", theirs[ours.Length]);
        Assert.Equal(3, project.Query("select number from trials where state = 'COMPLETE'").Length - ours.Count(l => l.Contains("COMPLETE", StringComparison.Ordinal)));
    }

    // sqlite prints 15 digits, Python 17
    private static string Rounded(string line) => string.Join(' ', line.Split(' ').Select(w =>
        double.TryParse(w, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number.ToString("G12", System.Globalization.CultureInfo.InvariantCulture) : w));
}
