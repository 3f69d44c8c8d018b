using HyperScaffold.Pruners;
using HyperScaffold.Samplers;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Studies;

/// <summary>What users get wrong: one clear error each time, and a study that goes on.</summary>
public sealed class BadInputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly SearchSpace Space = SearchSpace.Empty.Float("x", 0, 1).Int("n", 1, 9).Categorical("kind", ["a", "b"]);

    public static TheoryData<string, object?, string> Enqueued => new()
    {
        { "x", "much", "A float parameter must be a number, but got much." },
        { "x", null, "A float parameter must be a number, but got null." },
        { "x", true, "A float parameter must be a number, but got True." },
        { "x", 5, "The value that was enqueued for 'x' must fit" },
        { "x", double.NaN, "The value that was enqueued for 'x' must fit" },
        { "x", double.PositiveInfinity, "The value that was enqueued for 'x' must fit" },
        { "n", 2.5, "An int parameter must be a whole number, but got 2.5." },
        { "n", 10, "The value that was enqueued for 'n' must fit" },
        { "kind", "c", "The value must be one of the choices a, b, but got c." },
    };

    public static TheoryData<string> Samplers => ["random", "quasi-random", "tpe", "gp"];

    [Theory]
    [MemberData(nameof(Enqueued))]
    public void An_enqueued_value_that_does_not_fit_fails_its_trial_and_the_study_goes_on(string name, object? value, string message)
    {
        using var study = Study.Create("s", new StudyOptions { Space = Space });
        study.EnqueueTrial(new Dictionary<string, object?> { [name] = value });

        Assert.StartsWith(message, Assert.Throws<HyperException>(() => study.Optimize(Suggest, trials: 1)).Message, StringComparison.Ordinal);

        Assert.Equal(TrialState.Fail, study.Trials.Single().State);
        Assert.StartsWith(message, study.Trials[0].Reason, StringComparison.Ordinal);
        Assert.Equal(5, study.Optimize(Suggest, trials: 5).Trials);
    }

    [Theory]
    [MemberData(nameof(Samplers))]
    public void A_space_without_a_parameter_and_ranges_of_one_point_can_be_searched(string sampler)
    {
        using var empty = Study.Create("empty", new StudyOptions { Sampler = Sampler(sampler, SearchSpace.Empty) });
        Assert.Equal(3, empty.Optimize(_ => 1, trials: 3).Trials);

        using var points = Study.Create("points", new StudyOptions { Sampler = Sampler(sampler, SearchSpace.Empty) });
        points.Optimize(t => t.SuggestFloat("x", 2, 2) + t.SuggestInt("n", 3, 3) + t.SuggestCategorical("c", [4]) + t.SuggestFloat("y", 1, 1.5, step: 1), trials: 3);
        Assert.Equal([10.0, 10, 10], points.Trials.Select(t => t.Value ?? 0));
    }

    [Fact]
    public void A_declared_space_of_one_point_is_tried_once_and_then_is_exhausted()
    {
        using var study = Study.Create("s", new StudyOptions { Space = SearchSpace.Empty.Int("n", 3, 3) });
        Assert.Equal(new OptimizeResult(1, StopReason.Exhausted), study.Optimize(t => t.SuggestInt("n", 3, 3), trials: 5));
        Assert.StartsWith("The sampler of the study 's' has nothing left to try.", Assert.Throws<HyperException>(() => study.Ask()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_that_breaks_a_rule_fails_its_trial_and_the_study_goes_on()
    {
        using var study = Study.Create("s");
        var message = Assert.Throws<HyperException>(() => study.Optimize(t => t.SuggestFloat("x", 0, 1, log: true), trials: 1)).Message;
        Assert.Contains("`low > 0` must hold on a log scale", message, StringComparison.Ordinal);
        Assert.Equal(message, study.Trials[0].Reason);
        Assert.Throws<HyperException>(() => study.Optimize(t => t.SuggestFloat("x", 1, 0), trials: 1));
        Assert.Throws<HyperException>(() => study.Optimize(t => t.SuggestFloat("x", double.NaN, 1), trials: 1));
        Assert.Equal(3, study.Optimize(t => t.SuggestFloat("x", 1e-3, 1, log: true), trials: 3).Trials);
    }

    [Fact]
    public void Zero_trials_run_none_and_end_well()
    {
        using var study = Study.Create("s");
        Assert.Equal(new OptimizeResult(0, StopReason.Trials), study.Optimize(_ => 1, trials: 0));
        Assert.Equal(new OptimizeResult(0, StopReason.Trials), study.Optimize(_ => 1, new OptimizeOptions { TotalTrials = 0 }, Token));
        Assert.Equal(new OptimizeResult(0, StopReason.Timeout), study.Optimize(_ => 1, new OptimizeOptions { Timeout = TimeSpan.Zero }, Token));
        Assert.Empty(study.Trials);
    }

    [Fact]
    public void A_told_trial_takes_no_more_values_reports_or_attributes()
    {
        using var study = Study.Create("s");
        var trial = study.Ask();
        study.Tell(trial, 1);

        const string expected = "Trial 0 was told already and cannot change. Ask for another one.";
        Assert.Equal(expected, Assert.Throws<HyperException>(() => trial.Report(1, 1)).Message);
        Assert.Equal(expected, Assert.Throws<HyperException>(() => trial.SuggestFloat("late", 0, 1)).Message);
        Assert.Equal(expected, Assert.Throws<HyperException>(() => trial.SetUserAttribute("late", 1)).Message);
        Assert.ThrowsAny<HyperException>(() => study.Tell(trial, TrialState.Fail));
        Assert.Equal(1, study.Optimize(_ => 1, trials: 1).Trials);
    }

    [Fact]
    public void A_foreign_or_unknown_trial_cannot_be_told()
    {
        using var storage = new MemoryStorage(TimeProvider.System);
        using var study = Study.Create("s", new StudyOptions { Storage = storage });
        using var other = Study.Create("other", new StudyOptions { Storage = storage });
        Assert.Contains("has no trial 7", Assert.Throws<HyperException>(() => study.Tell(7, 1)).Message, StringComparison.Ordinal);

        var foreign = other.Ask();
        Assert.ThrowsAny<HyperException>(() => study.Tell(foreign.Number, 1));
        other.Tell(foreign, 2);
        Assert.Empty(study.Trials);
    }

    [Fact]
    public void A_trial_of_another_study_in_memory_is_told_there_only()
    {
        using var study = Study.Create("s");
        using var other = Study.Create("other");
        var (own, foreign) = (study.Ask(), other.Ask());
        foreign.SuggestFloat("x", 0, 1);
        Assert.Equal(
            "Trial 0 was asked for in another study, 'other', so 's' cannot tell it. Tell it where it was asked for.",
            Assert.Throws<HyperException>(() => study.Tell(foreign, 1)).Message);
        Assert.Equal(TrialState.Running, study.Trials.Single().State);
        other.Tell(foreign, 2);
        study.Tell(own, 3);
        Assert.Equal((2, 3), (other.BestValue, study.BestValue));
    }

    [Fact]
    public void A_disabled_value_inside_the_range_is_refused()
    {
        using var study = Study.Create("s");
        const string expected = "A disabled value must lie outside the range, but dropout got 0.0 in [0.0, 0.5]. Choose one outside, or leave it out.";
        Assert.Equal(expected, Assert.Throws<HyperException>(() => SearchSpace.Empty.Float("dropout", 0, 0.5, disabled: 0)).Message);
        Assert.Equal(expected, Assert.Throws<HyperException>(() => study.Optimize(t => t.SuggestFloat("dropout", 0, 0.5, disabled: 0), trials: 1)).Message);
        Assert.Throws<HyperException>(() => study.Optimize(t => t.SuggestInt("layers", 0, 5, disabled: 5), trials: 1));
        Assert.Equal(2, study.Optimize(t => t.SuggestInt("layers", 1, 5, disabled: 0), trials: 2).Trials);
    }

    [Fact]
    public void A_time_limit_that_no_thread_can_wait_for_is_refused()
    {
        using var study = Study.Create("s");
        Assert.Contains("TrialTimeout = 60.00:00:00: it is at most 24 days", Assert.Throws<HyperException>(() => study.Optimize(_ => 1, new OptimizeOptions { Trials = 1, TrialTimeout = TimeSpan.FromDays(60) }, Token)).Message, StringComparison.Ordinal);
        Assert.Equal(1, study.Optimize(_ => 1, new OptimizeOptions { Trials = 1, TrialTimeout = TimeSpan.FromDays(24) }, Token).Trials);
    }

    [Theory]
    [InlineData(TrialState.Complete)]
    [InlineData(TrialState.Running)]
    [InlineData(TrialState.Waiting)]
    public void A_trial_without_a_value_ends_pruned_or_failed_only(TrialState state)
    {
        using var study = Study.Create("s");
        var trial = study.Ask();
        Assert.StartsWith("A trial without a value ends pruned or failed, but got", Assert.Throws<HyperException>(() => study.Tell(trial, state)).Message, StringComparison.Ordinal);
        study.Tell(trial, 3);
        Assert.Equal(3, study.BestValue);
    }

    [Fact]
    public void Reports_of_nan_and_infinity_are_kept_and_a_negative_step_is_refused()
    {
        using var study = Study.Create("s", new StudyOptions { Pruner = new MedianPruner() });
        var trial = study.Ask();
        trial.Report(double.NaN, 0);
        trial.Report(double.PositiveInfinity, 1);
        Assert.StartsWith("A report's step must be at least 0, but got -1.", Assert.Throws<HyperException>(() => trial.Report(1, -1)).Message, StringComparison.Ordinal);
        Assert.False(trial.ShouldPrune());
        study.Tell(trial, 1);
        Assert.Equal([double.NaN, double.PositiveInfinity], study.Trials[0].IntermediateValues.Select(r => r.Value));
    }

    [Fact]
    public void Added_trials_that_make_no_sense_are_refused_with_the_rule()
    {
        using var study = Study.Create("s");
        Assert.Contains("must not be NaN", Refused(new NewTrial { State = TrialState.Complete, Value = double.NaN }), StringComparison.Ordinal);
        Assert.Contains("must have a value", Refused(new NewTrial { State = TrialState.Complete }), StringComparison.Ordinal);
        Assert.Contains("but not running", Refused(new NewTrial { State = TrialState.Running }), StringComparison.Ordinal);
        Assert.Contains("has no value", Refused(new NewTrial { State = TrialState.Fail, Value = 1 }), StringComparison.Ordinal);
        Assert.Equal(2, study.Optimize(_ => 1, trials: 2).Trials);

        string Refused(NewTrial trial) => Assert.Throws<HyperException>(() => study.AddTrial(trial)).Message;
    }

    [Fact]
    public void An_objective_that_never_returns_is_left_behind_and_the_run_goes_on()
    {
        using var study = Study.Create("s");
        using var release = new ManualResetEventSlim();
        var result = study.Optimize(
            t =>
            {
                if (t.Number == 1)
                {
                    release.Wait(Token);
                }

                return t.Number;
            },
            new OptimizeOptions { Trials = 3, TrialTimeout = TimeSpan.FromMilliseconds(50), Catch = e => e is TimeoutException }, Token);
        release.Set();

        Assert.Equal(3, result.Trials);
        Assert.Equal([TrialState.Complete, TrialState.Fail, TrialState.Complete], study.Trials.Select(t => t.State));
        Assert.Equal("the trial took longer than its time limit of 0.05 s and did not look up; its thread was left behind", study.Trials[1].Reason);
    }

    [Fact]
    public void A_callback_that_throws_ends_the_run_but_loses_no_trial()
    {
        using var study = Study.Create("s");
        var options = new OptimizeOptions { Trials = 5, Callbacks = [(_, trial) => throw new InvalidOperationException($"at {trial.Number}")] };
        Assert.Equal("at 0", Assert.Throws<InvalidOperationException>(() => study.Optimize(_ => 1, options, Token)).Message);
        Assert.Equal(TrialState.Complete, study.Trials.Single().State);
        Assert.Equal(1, study.Optimize(_ => 1, trials: 1).Trials);
    }

    private static double Suggest(Trial trial) =>
        trial.SuggestFloat("x", 0, 1) + trial.SuggestInt("n", 1, 9) + (trial.SuggestCategorical("kind", ["a", "b"]) == "a" ? 0 : 1);

    private static ISampler Sampler(string name, SearchSpace space) => SamplerFactory.Create(name, space, "explore");
}
