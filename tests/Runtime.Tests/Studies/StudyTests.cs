using System.Collections.Immutable;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Studies;

public sealed class StudyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_search_finds_the_minimum_of_a_parabola_roughly()
    {
        using var study = Study.Create("parabola");

        var result = study.Optimize(t => Math.Pow(t.SuggestFloat("x", -10, 10) - 2, 2), trials: 60);

        Assert.Equal(new OptimizeResult(60, StopReason.Trials), result);
        Assert.Equal(60, study.Trials.Count);
        Assert.InRange(study.BestValue, 0, 1);
        Assert.InRange((double)study.BestParams["x"]!, 1, 3);
    }

    [Fact]
    public void Two_studies_with_one_seed_try_the_same_values()
    {
        Assert.Equal(Values(seed: 7), Values(seed: 7));
        Assert.NotEqual(Values(seed: 7), Values(seed: 8));

        static List<object?> Values(long seed)
        {
            using var study = Study.Create("s", new StudyOptions { Seed = seed });
            study.Optimize(t => t.SuggestFloat("x", 1e-5, 1, log: true) + t.SuggestInt("n", 1, 9), trials: 15);
            return [.. study.Trials.SelectMany(t => t.Parameters.OrderBy(p => p.Key).Select(p => p.Value.External))];
        }
    }

    [Fact]
    public void An_enqueued_trial_comes_first_with_its_values()
    {
        using var study = Study.Create("s");
        study.EnqueueTrial(new Dictionary<string, object?> { ["x"] = 3, ["kind"] = "b" }, new Dictionary<string, object?> { ["hyper:seed"] = 42 });

        var trial = study.Ask();

        Assert.Equal(3, trial.SuggestFloat("x", 0, 10));
        Assert.Equal("b", trial.SuggestCategorical("kind", ["a", "b"]));
        Assert.InRange(trial.SuggestInt("free", 1, 5), 1, 5);
        Assert.Equal(42, trial.Context.Seed);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.01, true)]
    public void An_enqueued_value_decides_whether_an_optional_parameter_is_used(double value, bool used)
    {
        using var study = Study.Create("s", new StudyOptions { Space = SearchSpace.Empty.Float("decay", 1e-6, 0.1, log: true, disabled: 0) });
        study.EnqueueTrial(new Dictionary<string, object?> { ["decay"] = value });

        var trial = study.Ask();

        Assert.Equal(value, trial.SuggestFloat("decay", 1e-6, 0.1, log: true, disabled: 0));
        Assert.Equal(used, trial.Parameters["use_decay"]);
        Assert.Equal(used, trial.Parameters.ContainsKey("decay"));
    }

    [Fact]
    public void A_name_gives_the_same_value_again()
    {
        using var study = Study.Create("s");
        var trial = study.Ask();

        Assert.Equal(trial.SuggestFloat("x", 0, 1), trial.SuggestFloat("x", 0, 1));
        Assert.Throws<HyperException>(() => trial.SuggestInt("x", 0, 1));
    }

    [Fact]
    public void A_parameter_keeps_its_kind_within_a_study_but_its_range_may_change()
    {
        using var study = Study.Create("s");
        study.Optimize(t => t.SuggestFloat("x", 0, 1), trials: 1);
        study.Optimize(t => t.SuggestFloat("x", 0, 5), trials: 1);

        var error = Assert.Throws<HyperException>(() => study.Optimize(t => t.SuggestFloat("x", 1, 5, log: true), trials: 1));

        Assert.Contains("'x'", error.Message, StringComparison.Ordinal);
        Assert.Equal(TrialState.Fail, study.Trials[2].State);
    }

    [Fact]
    public void A_pruned_trial_keeps_its_last_report_as_its_value()
    {
        using var study = Study.Create("s");

        study.Optimize(Prune, trials: 1);

        Assert.Equal((TrialState.Pruned, 0.25), (study.Trials[0].State, study.Trials[0].Value));

        static double Prune(Trial trial)
        {
            trial.Report(0.5, 1);
            trial.Report(0.25, 2);
            throw new TrialPrunedException();
        }
    }

    [Fact]
    public void A_value_that_is_no_number_fails_the_trial_with_its_reason()
    {
        using var study = Study.Create("s");

        study.Optimize(_ => double.NaN, trials: 1);

        Assert.Equal((TrialState.Fail, null), (study.Trials[0].State, study.Trials[0].Value));
        Assert.Contains("NaN", study.Trials[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Infinity_is_a_value()
    {
        using var study = Study.Create("s", new StudyOptions { Direction = StudyDirection.Maximize });

        study.Optimize(_ => double.PositiveInfinity, trials: 1);

        Assert.Equal(double.PositiveInfinity, study.BestValue);
    }

    [Fact]
    public void An_error_fails_its_trial_and_comes_out_unless_it_is_caught()
    {
        using var study = Study.Create("s");

        Assert.Throws<FormatException>(() => study.Optimize(_ => throw new FormatException("bad row"), trials: 3));
        study.Optimize(_ => throw new FormatException("bad row"), new OptimizeOptions { Trials = 2, Catch = e => e is FormatException }, Token);

        Assert.Equal(3, study.Trials.Count);
        Assert.All(study.Trials, t => Assert.Equal("FormatException: bad row", t.Reason));
    }

    [Fact]
    public void A_trial_is_told_once()
    {
        using var study = Study.Create("s");
        var trial = study.Ask();
        study.Tell(trial, 1);

        Assert.Throws<LeaseLostException>(() => study.Tell(trial, 2));
        Assert.Contains("COMPLETE", Assert.Throws<HyperException>(() => study.Tell(0, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("no trial 9", Assert.Throws<HyperException>(() => study.Tell(9, 2)).Message, StringComparison.Ordinal);
        Assert.Equal(1, study.BestValue);
    }

    [Fact]
    public void A_trial_of_another_worker_cannot_be_told_here()
    {
        using var storage = new MemoryStorage();
        using var mine = Study.Create("s", new StudyOptions { Storage = storage });
        using var theirs = Study.Load("s", new StudyOptions { Storage = storage, Worker = "theirs" });
        var trial = theirs.Ask();

        Assert.Contains("not asked for here", Assert.Throws<HyperException>(() => mine.Tell(trial.Number, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_is_taken_up_again_with_its_values_and_reports_under_the_same_name()
    {
        using var storage = new MemoryStorage();
        var space = SearchSpace.Empty.Float("x", 0, 1).Categorical("kind", ["a"]);
        using (var earlier = Study.Create("s", new StudyOptions { Storage = storage, Worker = "me" }))
        {
            earlier.TryAsk(space)!.Report(0.5, 3);
        }

        using var later = Study.Load("s", new StudyOptions { Storage = storage, Worker = "me" });
        var trial = later.Resume(0);

        Assert.Equal(["kind", "x"], trial.Parameters.Keys.Order());
        Assert.Equal(0.5, later.Tell(trial, TrialState.Pruned).Value);
        Assert.Null(later.TryAsk(space, limit: 1));
    }

    [Fact]
    public void Total_trials_count_what_is_there_already()
    {
        using var study = Study.Create("s");
        study.Optimize(_ => 1, trials: 3);

        Assert.Equal(2, study.Optimize(_ => 1, new OptimizeOptions { TotalTrials = 5 }, Token).Trials);
        Assert.Equal(0, study.Optimize(_ => 1, new OptimizeOptions { TotalTrials = 5 }, Token).Trials);
    }

    [Fact]
    public void A_run_stops_at_its_target()
    {
        using var study = Study.Create("s");

        var result = study.Optimize(t => -t.Number, new OptimizeOptions { Trials = 100, TargetValue = -4 }, Token);

        Assert.Equal(new OptimizeResult(5, StopReason.Target), result);
    }

    [Fact]
    public void A_run_stops_where_nothing_improves()
    {
        using var study = Study.Create("s");

        var result = study.Optimize(t => t.Number, new OptimizeOptions { Trials = 100, NoImprovement = 3 }, Token);

        Assert.Equal(new OptimizeResult(4, StopReason.NoImprovement), result);
    }

    [Fact]
    public void A_callback_may_stop_a_run()
    {
        using var study = Study.Create("s");

        var result = study.Optimize(_ => 1, new OptimizeOptions { Trials = 100, Callbacks = [(run, trial) => Stop(run, trial)] }, Token);

        Assert.Equal(new OptimizeResult(2, StopReason.Stopped), result);

        static void Stop(OptimizeRun run, FrozenTrial trial)
        {
            if (trial.Number == 1)
            {
                run.Stop();
            }
        }
    }

    [Fact]
    public void Failures_in_a_row_stop_a_run_with_the_last_reason()
    {
        using var study = Study.Create("s");

        var error = Assert.Throws<HyperException>(() => study.Optimize(_ => double.NaN, new OptimizeOptions { Trials = 100, MaxFailures = 4 }, Token));

        Assert.Equal(4, study.Trials.Count);
        Assert.Contains("NaN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_share_the_trials_among_them()
    {
        using var study = Study.Create("s");

        var result = study.Optimize(t => t.SuggestFloat("x", 0, 1), new OptimizeOptions { Trials = 200, Threads = 4 }, Token);

        Assert.Equal(200, result.Trials);
        Assert.Equal(Enumerable.Range(0, 200), study.Trials.Select(t => t.Number));
        Assert.All(study.Trials, t => Assert.Equal(TrialState.Complete, t.State));
    }

    [Fact]
    public void Cancelling_hands_running_trials_back()
    {
        using var study = Study.Create("s");
        using var source = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => study.Optimize(Interrupted, new OptimizeOptions { Trials = 10 }, source.Token));

        Assert.Equal([TrialState.Complete, TrialState.Waiting], study.Trials.Select(t => t.State));

        double Interrupted(Trial trial)
        {
            var x = trial.SuggestFloat("x", 0, 1);
            if (trial.Number == 1)
            {
                source.Cancel();
                trial.Context.Cancellation.ThrowIfCancellationRequested();
            }

            return x;
        }
    }

    [Fact]
    public void A_trial_that_takes_too_long_fails_with_that_reason()
    {
        using var study = Study.Create("s");

        study.Optimize(Wait, new OptimizeOptions { Trials = 1, TrialTimeout = TimeSpan.FromMilliseconds(20), Catch = _ => true }, Token);

        Assert.Contains("time limit", study.Trials[0].Reason, StringComparison.Ordinal);

        static double Wait(Trial trial)
        {
            trial.Context.Cancellation.WaitHandle.WaitOne();
            trial.Context.Cancellation.ThrowIfCancellationRequested();
            return 1;
        }
    }

    [Fact]
    public void Wrong_options_are_all_named_at_once()
    {
        using var study = Study.Create("s");

        var error = Assert.Throws<HyperException>(() => study.Optimize(_ => 1, new OptimizeOptions { Trials = -1, Threads = 0 }, Token));

        Assert.Contains("Trials = -1", error.Message, StringComparison.Ordinal);
        Assert.Contains("Threads = 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("has a limit", Assert.Throws<HyperException>(() => study.Optimize(_ => 1, new OptimizeOptions(), Token)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Best_values_follow_the_direction_and_ignore_what_is_no_number()
    {
        using var study = Study.Create("s", new StudyOptions { Direction = StudyDirection.Maximize });
        var trial = study.Ask();
        Assert.True(double.IsNaN(trial.BestReported));
        trial.Report(double.NaN, 1);
        trial.Report(0.9, 2);
        trial.Report(0.8, 3);
        trial.Report(0.1, 3);

        Assert.Equal((0.9, 0.8), (trial.BestReported, trial.LastReported));
        Assert.Throws<HyperException>(() => trial.Report(1, -1));
    }

    [Fact]
    public void Metrics_and_attributes_are_kept_with_the_trial()
    {
        using var study = Study.Create("s");

        study.Optimize(Log, trials: 1);

        Assert.Equal("{\"train_loss\": [[1, 0.5], [2, 0.25]]}", study.Trials[0].UserAttributes[TrialAttributes.Metrics]);
        Assert.Equal("[1, \"a\", null]", study.Trials[0].UserAttributes["note"]);

        static double Log(Trial trial)
        {
            trial.Context.Log(1, "train_loss", 0.5);
            trial.Context.Log(2, "train_loss", 0.25);
            trial.SetUserAttribute("note", new object?[] { 1, "a", null });
            return 1;
        }
    }

    [Fact]
    public void A_finished_trial_can_be_added()
    {
        using var study = Study.Create("s");

        study.AddTrial(new NewTrial
        {
            State = TrialState.Complete,
            Value = -1,
            Parameters = ImmutableDictionary<string, ParameterValue>.Empty.Add("x", new ParameterValue(new FloatDistribution(0, 1), 0.5)),
        });

        Assert.Equal((-1.0, 0.5), (study.BestValue, study.BestParams["x"]));
    }

    [Fact]
    public void A_study_without_a_complete_trial_has_no_best_one()
    {
        using var study = Study.Create("s");

        Assert.Contains("no complete trial", Assert.Throws<HyperException>(() => study.BestTrial).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_nobody_tells_is_repeated_when_its_lease_ends()
    {
        using var storage = new MemoryStorage();
        var options = new StudyOptions { Storage = storage, Lease = TimeSpan.FromMilliseconds(40) };
        using (var gone = Study.Create("s", options with { Worker = "gone" }))
        {
            gone.Ask().SuggestFloat("x", 0, 1);
        }

        using var study = Study.Load("s", options);
        for (var i = 0; i < 200 && study.Trials.Count < 2; i++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        var repeated = study.Ask();
        Assert.Equal(1, repeated.Number);
        Assert.Equal(study.Trials[0].Parameters["x"].External, repeated.SuggestFloat("x", 0, 1));
        Assert.Equal(StorageAttributes.WorkerLost, study.Trials[0].Reason);
    }
}
