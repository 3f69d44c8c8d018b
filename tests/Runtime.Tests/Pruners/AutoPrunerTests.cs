using System.Collections.Immutable;
using HyperScaffold.Contracts;
using HyperScaffold.Pruners;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Runtime.Tests.Pruners;

public sealed class AutoPrunerTests : PrunerContract
{
    private static readonly CategoricalDistribution Schedules = new("constant", "one_cycle");

    [Fact]
    public void Recorded_curves_that_tell_early_save_half_of_the_epochs_and_nearly_nothing_of_the_best()
    {
        var (spent, lost) = (0.0, 0.0);
        for (var seed = 0; seed < 20; seed++)
        {
            var curves = RecordedCurves.Draw(RecordedCurves.All, 30, seed);
            var ends = Train(curves);
            spent += ends.Sum(e => e ?? RecordedCurves.Epochs) / (30.0 * RecordedCurves.Epochs) / 20;
            lost += (Final(curves.Where((_, i) => ends[i] is null)) - Final(curves)) / 20;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{spent:0.000} of the epochs, {lost:0.0000} lost");

        // the best of 30 lies near 0.15 and their median near 0.6
        Assert.InRange(spent, 0.25, 0.40);
        Assert.InRange(lost, 0, 0.01);
    }

    [Fact]
    public void Recorded_curves_whose_early_ranks_mislead_end_no_trial_early()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            Assert.All(Train(RecordedCurves.Misleading(seed)).Where(e => e is not null), e => Assert.True(e > 10, $"seed {seed}: ended at epoch {e}"));
        }
    }

    [Fact]
    public void What_an_earlier_phase_showed_saves_references_and_loses_nothing_more()
    {
        var (alone, helped, lost) = (0.0, 0.0, 0.0);
        for (var seed = 0; seed < 20; seed++)
        {
            var curves = RecordedCurves.Draw(RecordedCurves.All, 20, seed);
            var earlier = Ranks(RecordedCurves.Draw(RecordedCurves.All, 5, seed + 100));
            var (without, with) = (Train(curves), Train(curves, earlier));
            alone += without.Sum(e => e ?? RecordedCurves.Epochs) / (20.0 * RecordedCurves.Epochs) / 20;
            helped += with.Sum(e => e ?? RecordedCurves.Epochs) / (20.0 * RecordedCurves.Epochs) / 20;
            lost += (Final(curves.Where((_, i) => with[i] is null)) - Final(curves)) / 20;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{alone:0.000} alone, {helped:0.000} helped, {lost:0.0000} lost");
        Assert.True(helped < alone - 0.02, $"{helped:0.000} of the epochs with what an earlier phase showed, {alone:0.000} without");
        Assert.InRange(lost, 0, 0.02);
    }

    [Fact]
    public void References_that_contradict_an_earlier_phase_outvote_it()
    {
        var earlier = new EarlierRanks(Enumerable.Range(1, 30).ToImmutableSortedDictionary(s => s, _ => 1.0));
        var history = History(6, (trial, step) => step < 28 ? trial : 10 - trial);
        Assert.StartsWith("none", new AutoPruner(new AutoOptions { Epochs = 30, Earlier = earlier }).Choose(history).Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, "none yet: it needs 2 trials that were trained to the end, and has 1")]
    [InlineData(80, "none yet: it needs 5 trials that were trained to the end, and has 1")]
    public void Where_an_earlier_phase_showed_how_ranks_predict_half_of_the_references_are_enough(int trials, string expected)
    {
        var earlier = new EarlierRanks(Enumerable.Range(1, 30).ToImmutableSortedDictionary(s => s, _ => 0.9));
        Assert.Equal(expected, new AutoPruner(new AutoOptions { Epochs = 30, Trials = trials, Earlier = earlier }).Choose(History(1, (trial, step) => trial + (1.0 / step))).Because);
    }

    [Fact]
    public void Workers_read_what_an_earlier_phase_showed_from_the_order()
    {
        var order = new RoundOrder { Round = "explore", Trials = 20, Ranks = new EarlierRanks(ImmutableSortedDictionary<int, double>.Empty.Add(4, 0.75).Add(20, 1)) };
        var read = RoundOrderJson.Read(RoundOrderJson.Write(order)).Ranks;
        Assert.Equal([(3, 0.0), (4, 4.5), (19, 4.5), (20, 6.0)], new[] { 3, 4, 19, 20 }.Select(s => (s, read.At(s).Agreed)));
        Assert.True(RoundOrderJson.Read(RoundOrderJson.Write(order with { Ranks = EarlierRanks.None })).Ranks.IsNone);
    }

    [Fact]
    public void The_choice_says_what_it_will_save_and_how_well_early_ranks_predict()
    {
        var history = History(8, (trial, step) => (1.0 / (step + 1)) + (0.1 * trial));
        var because = new AutoPruner(new AutoOptions { Epochs = 30, Trials = 40 }).Choose(history).Because;
        Assert.Equal("median from epoch 2, best quarter from epoch 3, best eighth from epoch 4: expected to save 61 % of the epochs; early ranks predict final ones with rho 1.0 (8 references)", because);
    }

    [Fact]
    public void A_choice_against_pruning_says_so_with_its_numbers()
    {
        var history = History(8, (trial, step) => step < 28 ? trial : 10 - trial);
        var because = new AutoPruner(new AutoOptions { Epochs = 30, Trials = 40 }).Choose(history).Because;
        Assert.Equal("none: it would save 0 % of the epochs; ranks at epoch 2 predict final ones with rho -0.93 (8 references)", because);
    }

    [Fact]
    public void References_that_end_within_chance_of_each_other_do_not_speak_against_pruning()
    {
        // five trials end alike and their jitter orders them by turns; the sixth is far behind from the start
        static double Curve(int trial, int step) => trial == 5 ? 0.6 + (1.0 / step) : Alike(trial, step);
        var because = new AutoPruner(new AutoOptions { Epochs = 30, Trials = 20 }).Choose(History(6, Curve)).Because;
        Assert.Equal("median from epoch 2, best quarter from epoch 3, best eighth from epoch 4: expected to save 53 % of the epochs; early ranks predict final ones with rho 0.94 (6 references)", because);
    }

    [Fact]
    public void References_that_all_end_within_chance_of_each_other_tell_a_later_phase_nothing()
    {
        static EarlierRanks Of(Func<int, int, double> curve) => EarlierRanks.Of([5], StudyDirection.Minimize, LearningCurves.Of(History(6, curve)).References());
        Assert.True(Of(Alike).IsNone);
        Assert.False(Of((trial, step) => trial + Alike(trial, step)).IsNone);
    }

    [Theory]
    [InlineData(20, 2, "none yet: it needs 3 trials that were trained to the end, and has 2")]
    [InlineData(80, 9, "none yet: it needs 10 trials that were trained to the end, and has 9")]
    [InlineData(2000, 11, "none yet: it needs 12 trials that were trained to the end, and has 11")]
    public void References_are_an_eighth_of_the_trials_but_at_least_three_and_at_most_twelve(int trials, int complete, string expected)
    {
        var history = History(complete, (trial, step) => trial + (1.0 / step));
        Assert.Equal(expected, new AutoPruner(new AutoOptions { Epochs = 30, Trials = trials }).Choose(history).Because);
    }

    [Fact]
    public void A_search_that_goes_on_beyond_its_plan_is_still_pruned()
    {
        var history = History(60, (trial, step) => trial + (1.0 / step));
        Assert.StartsWith("median from epoch 2, best quarter from epoch 3, best eighth from epoch 4: expected to save", new AutoPruner(new AutoOptions { Epochs = 30, Trials = 20 }).Choose(history).Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_that_is_over_with_its_warm_up_is_never_pruned()
    {
        var history = History(8, (trial, step) => trial + (1.0 / step), steps: 2);
        Assert.Equal("none: after a warm-up of 1 epoch there is nothing left to save of 2", new AutoPruner(new AutoOptions { Epochs = 2, WarmupSteps = 1 }).Choose(history).Because);
        Assert.Equal("none: a training of one epoch cannot be ended early", new AutoPruner(new AutoOptions { Epochs = 1 }).Choose(History(8, (trial, _) => trial, steps: 1)).Because);
    }

    [Theory]
    [InlineData("constant", 1, false)]
    [InlineData("constant", 2, true)]
    [InlineData("one_cycle", 9, false)]
    [InlineData("one_cycle", 10, true)]
    public void A_trial_is_judged_only_when_its_own_warm_up_is_over(string schedule, int step, bool pruned)
    {
        var history = History(8, (trial, s) => trial + (1.0 / s));
        Assert.Equal(pruned, new AutoPruner(WithOneCycle).Decide(Request(history, Running(schedule, step, 99))).Prune);
    }

    [Fact]
    public void A_trial_that_still_warms_up_is_no_reference_at_that_step()
    {
        // eight one-cycle trials are good at first sight only
        var history = History(8, (trial, step) => trial + 50 + (1.0 / step));
        for (var number = 8; number < 16; number++)
        {
            history.Update(Finish(Running("one_cycle", 30, number % 8) with { Id = number, Number = number }));
        }

        Assert.False(new AutoPruner(WithOneCycle).Decide(Request(history, Running("constant", 5, 50.3))).Prune);
        Assert.True(new AutoPruner(WithOneCycle).Decide(Request(history, Running("constant", 10, 50.4))).Prune);
    }

    [Fact]
    public void A_warm_up_that_holds_for_all_trials_delays_all_of_them()
    {
        var history = History(8, (trial, s) => trial + (1.0 / s));
        var pruner = new AutoPruner(new AutoOptions { Epochs = 30, Warmup = new TrialWarmup { Least = 12 } });
        Assert.False(pruner.Decide(Request(history, Running("constant", 12, 99))).Prune);
        Assert.True(pruner.Decide(Request(history, Running("constant", 13, 99))).Prune);
    }

    [Fact]
    public void The_reason_gives_own_value_reference_and_step()
    {
        var history = History(8, (trial, step) => trial + (1.0 / step));
        var decision = new AutoPruner(new AutoOptions { Epochs = 30 }).Decide(Request(history, Running("constant", 5, 9)));
        Assert.Equal("At step 5 its best 9.0 does not beat 0.325, the best eighth of 8 trials.", decision.Reason);
    }

    [Theory]
    [InlineData(0.69, false)]
    [InlineData(0.71, true)]
    public void A_share_that_ends_between_two_trials_ends_between_their_values(double value, bool pruned)
    {
        // an eighth of twelve trials is one and a half, which lies half way from the best, 0.2, to the second, 1.2
        var history = History(11, (trial, step) => trial + (1.0 / step));
        Assert.Equal(pruned, new AutoPruner(new AutoOptions { Epochs = 30 }).Decide(Request(history, Running("constant", 5, value))).Prune);
    }

    [Fact]
    public void While_references_are_missing_no_more_trials_begin_at_once_than_are_missing()
    {
        var pruner = new AutoPruner(new AutoOptions { Epochs = 30 });
        var history = History(1, (trial, step) => trial + (1.0 / step));
        Assert.Equal(2, pruner.MostAtOnce(history));
        history.Update(Running("constant", 3, 1) with { Id = 1, Number = 1 });
        Assert.Equal(1, pruner.MostAtOnce(history));
        history.Update(Running("constant", 3, 1) with { Id = 2, Number = 2 });
        Assert.Equal(1, pruner.MostAtOnce(history));
        Assert.Equal(int.MaxValue, pruner.MostAtOnce(History(4, (trial, step) => trial + (1.0 / step))));
    }

    [Fact]
    public void Survivors_of_pruning_are_no_references_but_controls_are()
    {
        var history = History(4, (trial, step) => trial + (1.0 / step));
        history.Update(Running("constant", 4, 9) with { Number = 4, State = TrialState.Pruned });
        history.Update(Finish(Running("constant", 30, 0) with { Number = 5 }));
        Assert.EndsWith("(4 references)", Choose(history), StringComparison.Ordinal);

        var control = Finish(Running("constant", 30, 9) with { Number = 6 });
        history.Update(control with { UserAttributes = control.UserAttributes.Add(TrialAttributes.PruneControl, "true") });
        Assert.EndsWith("(5 references)", Choose(history), StringComparison.Ordinal);
    }

    [Fact]
    public void Whether_a_reference_was_free_is_decided_by_the_clock_whatever_the_order_of_reading()
    {
        var trials = Enumerable.Range(0, 6)
            .Select(n => Finish(Running("constant", 30, n) with { Number = n, End = DateTime.UnixEpoch.AddSeconds(n) }))
            .Append(Running("constant", 4, 9) with { Number = 6, State = TrialState.Pruned, End = DateTime.UnixEpoch.AddSeconds(4.5) })
            .ToList();
        var (forward, backward) = (new TrialHistory("s", StudyDirection.Minimize), new TrialHistory("s", StudyDirection.Minimize));
        trials.ForEach(forward.Update);
        trials.AsEnumerable().Reverse().ToList().ForEach(backward.Update);

        Assert.EndsWith("(5 references)", Choose(forward), StringComparison.Ordinal);
        Assert.EndsWith("(5 references)", Choose(backward), StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_of_nothing_but_nan_is_ended_as_soon_as_pruning_begins()
    {
        var history = History(8, (trial, step) => trial + (1.0 / step));
        Assert.Equal("At step 4 it had reported only NaN.", new AutoPruner(new AutoOptions { Epochs = 30 }).Decide(Request(history, Running("constant", 4, double.NaN))).Reason);
    }

    [Fact]
    public void Without_epochs_the_longest_reference_says_how_long_a_training_is()
    {
        var history = History(8, (trial, step) => trial + (1.0 / step), steps: 40);
        Assert.False(new AutoPruner().Decide(Request(history, Running("constant", 2, 99))).Prune);
        Assert.True(new AutoPruner().Decide(Request(history, Running("constant", 3, 99))).Prune);
    }

    protected override IPruner Create() => new AutoPruner(new AutoOptions { Epochs = 30, Trials = 12 });

    private static AutoOptions WithOneCycle => new()
    {
        Epochs = 30,
        Warmup = new TrialWarmup { Sources = [new WarmupSource("schedule", ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal).Add("one_cycle", 9), 0)] },
    };

    private static double Alike(int trial, int step) => 0.1 + (1.0 / step) + ((trial % 2 == 0 ? 0.01 : 0.008) * ((trial + step) % 2 == 0 ? 1 : -1));

    private static string Choose(TrialHistory history) => new AutoPruner(new AutoOptions { Epochs = 30 }).Choose(history).Because;

    private static List<int?> Train(double[][] curves, EarlierRanks? earlier = null) =>
        new PrunerRun(new AutoPruner(new AutoOptions { Epochs = RecordedCurves.Epochs, Trials = curves.Length, Earlier = earlier ?? EarlierRanks.None }), "s", StudyDirection.Minimize)
            .Train(curves.Length, RecordedCurves.Epochs, (trial, step) => curves[trial].Take(step).Min());

    private static EarlierRanks Ranks(double[][] curves)
    {
        var run = new PrunerRun(new NonePruner(), "earlier", StudyDirection.Minimize);
        run.Train(curves.Length, RecordedCurves.Epochs, (trial, step) => curves[trial].Take(step).Min());
        return EarlierRanks.Of(Enumerable.Range(1, RecordedCurves.Epochs), StudyDirection.Minimize, LearningCurves.Of(run.History).References());
    }

    private static double Final(IEnumerable<double[]> curves) => curves.Min(c => RecordedCurves.Best(c, RecordedCurves.Epochs));

    private static TrialHistory History(int complete, Func<int, int, double> curve, int steps = 30)
    {
        var run = new PrunerRun(new NonePruner(), "s", StudyDirection.Minimize);
        run.Train(complete, steps, curve);
        return run.History;
    }

    private static FrozenTrial Running(string schedule, int steps, double value) => new()
    {
        Id = 99,
        Number = 99,
        State = TrialState.Running,
        Parameters = ImmutableDictionary.Create<string, ParameterValue>(StringComparer.Ordinal).Add("schedule", new ParameterValue(Schedules, Schedules.ToInternal(schedule))),
        IntermediateValues = [.. Enumerable.Range(1, steps).Select(s => new IntermediateValue(s, value))],
    };

    private static FrozenTrial Finish(FrozenTrial trial) => trial with { State = TrialState.Complete, Value = trial.LastReport?.Value };

    private static PruneRequest Request(TrialHistory history, FrozenTrial trial) => new() { Trial = trial, History = history };
}
