using System.Collections.Immutable;
using HyperScaffold.Pruners;
using HyperScaffold.Samplers;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Studies;

public sealed class FeatureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Several_metrics_are_reported_and_pruning_is_on_the_named_one()
    {
        using var study = Study.Create("s", new StudyOptions { Metric = "loss", Pruner = new MedianPruner(startupTrials: 2), PruneControlShare = 0 });
        for (var i = 0; i < 2; i++)
        {
            Assert.Null(Run(study, loss: i, accuracy: 0.1));
        }

        // good by its accuracy and hopeless by its loss
        Assert.Equal("At step 1 its best 9.0 is worse than 0.5, the median of 2 trials.", Run(study, loss: 9, accuracy: 0.99));
        Assert.Equal("""{"accuracy": [[1, 0.99]]}""", study.Trials[2].UserAttributes[TrialAttributes.Metrics]);
    }

    [Fact]
    public void A_report_without_the_studys_metric_is_refused_and_names_what_it_got()
    {
        using var study = Study.Create("s", new StudyOptions { Metric = "loss" });
        var trial = study.Ask();
        Assert.Equal(
            "A report must hold the study's metric 'loss', but got accuracy, speed. Report it, or name another one in StudyOptions.Metric.",
            Assert.Throws<HyperException>(() => trial.Report(new Dictionary<string, double> { ["speed"] = 1, ["accuracy"] = 2 }, 1)).Message);
        study.Tell(trial, 1);
    }

    [Fact]
    public void Progress_is_told_after_each_trial()
    {
        var seen = new Collector();
        using var study = Study.Create("s");
        study.Optimize(t => 3 - t.Number, new OptimizeOptions { Trials = 3, Progress = seen }, Token);
        Assert.Equal([(1, 3, 0, 3.0), (2, 3, 1, 2.0), (3, 3, 2, 1.0)], seen.All.Select(p => (p.Finished, p.Planned ?? 0, p.Latest.Number, p.Best?.Value ?? 0)));
    }

    [Fact]
    public void A_study_that_is_opened_again_knows_its_best_value_from_the_start()
    {
        using var storage = new MemoryStorage(TimeProvider.System);
        using (var first = Study.Create("s", new StudyOptions { Storage = storage }))
        {
            first.Optimize(_ => 1, 1);
        }

        using var again = Study.Load("s", new StudyOptions { Storage = storage });
        Assert.Equal(new OptimizeResult(2, StopReason.NoImprovement), again.Optimize(_ => 2, new OptimizeOptions { NoImprovement = 2 }, Token));
        using var third = Study.Load("s", new StudyOptions { Storage = storage });
        Assert.Equal(new OptimizeResult(0, StopReason.Target), third.Optimize(_ => 2, new OptimizeOptions { Trials = 5, TargetValue = 1 }, Token));
    }

    [Theory]
    [InlineData("random")]
    [InlineData("quasi-random")]
    [InlineData("grid")]
    public void Confirm_trials_in_between_take_no_point_of_a_countable_space(string sampler)
    {
        var space = SearchSpace.Empty.Int("a", 1, 4).Categorical("b", ["x", "y"]);
        using var study = Study.Create("s", new StudyOptions { Space = space, Sampler = SamplerFactory.Create(sampler, space) });
        static double Value(Trial t) => t.SuggestInt("a", 1, 4) + t.SuggestCategorical("b", ["x", "y"]).Length;
        study.Optimize(Value, 4);
        for (var i = 0; i < 3; i++)
        {
            study.AddTrial(new NewTrial { State = TrialState.Complete, Value = 1, UserAttributes = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal).Add(TrialAttributes.Round, "\"confirm\"") });
        }

        Assert.Equal(new OptimizeResult(4, StopReason.Exhausted), study.Optimize(Value, 9));
        Assert.Equal(8, study.Trials.Where(t => t.Round is null).Select(t => (t.Parameters["a"].Internal, t.Parameters["b"].Internal)).Distinct().Count());
    }

    [Fact]
    public void A_run_stops_when_its_time_is_over_and_the_running_trial_ends()
    {
        var clock = new SteppedClock();
        using var study = Study.Create("s", new StudyOptions { Time = clock });
        var result = study.Optimize(
            _ =>
            {
                clock.Advance(4);
                return 1;
            },
            new OptimizeOptions { Timeout = TimeSpan.FromSeconds(10) }, Token);
        Assert.Equal(new OptimizeResult(3, StopReason.Timeout), result);
        Assert.All(study.Trials, t => Assert.Equal(TrialState.Complete, t.State));
    }

    [Fact]
    public void Whichever_limit_comes_first_ends_a_run()
    {
        using var study = Study.Create("s");
        Assert.Equal(StopReason.Trials, study.Optimize(_ => 5, new OptimizeOptions { Trials = 2, TotalTrials = 9, TargetValue = 1 }, Token).Reason);
        Assert.Equal(4, study.Optimize(_ => 5, new OptimizeOptions { Trials = 90, TotalTrials = 6 }, Token).Trials);
        Assert.Equal(new OptimizeResult(1, StopReason.Target), study.Optimize(_ => 1, new OptimizeOptions { Trials = 5, TargetValue = 1 }, Token));
    }

    [Fact]
    public void The_reason_of_a_pruned_trial_may_be_the_objectives_own()
    {
        using var study = Study.Create("s");
        study.Optimize(_ => throw new TrialPrunedException("the loss rose three times"), trials: 1);
        Assert.Equal((TrialState.Pruned, "the loss rose three times"), (study.Trials[0].State, study.Trials[0].Reason));
    }

    [Fact]
    public void About_one_of_twenty_trials_due_to_be_pruned_runs_on_and_not_the_same_ones_in_every_study()
    {
        var controls = Enumerable.Range(0, 10).Select(i => Controls($"study-{i}")).ToList();
        Assert.InRange(controls.Sum(c => c.Count), 30, 75);
        Assert.True(controls.Select(c => string.Join(',', c)).Distinct().Count() > 5);

        static List<int> Controls(string name)
        {
            using var study = Study.Create(name, new StudyOptions { Pruner = new ThresholdPruner(upper: 0) });
            study.Optimize(
                t =>
                {
                    t.Report(1, 1);
                    return t.ShouldPrune() ? throw new TrialPrunedException() : 1;
                },
                trials: 100);
            return [.. study.Trials.Where(t => t.UserAttributes.ContainsKey(TrialAttributes.PruneControl)).Select(t => t.Number)];
        }
    }

    [Fact]
    public void No_trial_is_pruned_at_its_last_step()
    {
        using var study = Study.Create("s", new StudyOptions { Epochs = 3, Pruner = new ThresholdPruner(upper: 0, warmupSteps: 3), PruneControlShare = 0 });
        var trial = study.Ask();
        trial.Report(9, 3);
        Assert.False(trial.ShouldPrune());
        study.Tell(trial, 9);
    }

    private static string? Run(Study study, double loss, double accuracy)
    {
        var trial = study.Ask();
        trial.Report(new Dictionary<string, double> { ["accuracy"] = accuracy, ["loss"] = loss }, 1);
        return trial.ShouldPrune() ? study.Tell(trial, TrialState.Pruned).Reason : study.Tell(trial, loss).Reason;
    }

    private sealed class SteppedClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(double seconds) => _ticks += (long)(seconds * TimeSpan.TicksPerSecond);
    }

    private sealed class Collector : IProgress<OptimizeProgress>
    {
        public List<OptimizeProgress> All { get; } = [];

        public void Report(OptimizeProgress value) => All.Add(value);
    }
}
