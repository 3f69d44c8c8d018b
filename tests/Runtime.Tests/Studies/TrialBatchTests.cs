using HyperScaffold.Spaces;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Tests.Studies;

public sealed class TrialBatchTests
{
    private static readonly SearchSpace Space = new(new SpaceParameter("x", new FloatDistribution(0, 1)));

    [Fact]
    public void Trials_that_meet_get_each_their_own_share_of_what_is_done_for_all()
    {
        using var study = Study.Create("met");
        var met = new List<int>();
        study.Optimize(
            trial =>
            {
                var x = trial.SuggestFloat("x", 0, 1);
                return (double)trial.Context.Seat!.Meet(x, offers => Share(offers, met))!;
            },
            new OptimizeOptions { Trials = 7, Fuse = 3 },
            TestContext.Current.CancellationToken);
        Assert.Equal([3, 3, 1], met);
        Assert.All(study.Trials, t => Assert.Equal(2 * (double)t.Parameters["x"].External!, t.Value));
    }

    [Fact]
    public void Trials_that_do_not_meet_are_evaluated_one_after_the_other()
    {
        using var study = Study.Create("apart");
        var (running, most) = (0, 0);
        study.Optimize(
            trial =>
            {
                most = Math.Max(most, ++running);
                running--;
                return trial.Number;
            },
            new OptimizeOptions { Trials = 5, Fuse = 4 },
            TestContext.Current.CancellationToken);
        Assert.Equal((5, 1), (study.Trials.Count, most));
        Assert.All(study.Trials, t => Assert.Equal(t.Number, t.Value));
    }

    [Fact]
    public void A_trial_that_ends_leaves_the_others_to_meet_without_it()
    {
        using var study = Study.Create("left", new StudyOptions { Direction = StudyDirection.Maximize });
        var met = new List<int>();
        study.Optimize(
            trial =>
            {
                for (var step = 1; step <= 3; step++)
                {
                    trial.Report((double)trial.Context.Seat!.Meet((double)trial.Number, offers => Share(offers, met))!, step);
                    if (trial.Number < step)
                    {
                        throw new TrialPrunedException();
                    }
                }

                return trial.BestReported;
            },
            new OptimizeOptions { Trials = 4, Fuse = 4 },
            TestContext.Current.CancellationToken);
        Assert.Equal([4, 3, 2], met);
        Assert.Equal([TrialState.Pruned, TrialState.Pruned, TrialState.Pruned, TrialState.Complete], study.Trials.Select(t => t.State));
        Assert.Equal([1, 2, 3, 3], study.Trials.Select(t => t.IntermediateValues.Length));
    }

    [Fact]
    public void An_error_of_what_is_done_for_all_fails_every_trial_that_waits()
    {
        using var study = Study.Create("failed");
        study.Optimize(
            trial => (double)trial.Context.Seat!.Meet(trial.Number, _ => throw new HyperException("the device is gone"))!,
            new OptimizeOptions { Trials = 4, Fuse = 2, Catch = e => e is HyperException },
            TestContext.Current.CancellationToken);
        Assert.All(study.Trials, t => Assert.Equal((TrialState.Fail, "the device is gone"), (t.State, t.Reason)));
        Assert.Equal(4, study.Trials.Count);
    }

    [Fact]
    public void A_sampler_sees_what_the_trials_before_it_in_the_batch_try()
    {
        using var study = Study.Create("seen", new StudyOptions { Space = Space });
        var seen = new List<int>();
        study.Optimize(
            trial =>
            {
                trial.SuggestFloat("x", 0, 1);
                seen.Add(study.Trials.Count(t => t.Parameters.ContainsKey("x")));
                return (double)trial.Context.Seat!.Meet(0.5, offers => Share(offers, []))!;
            },
            new OptimizeOptions { Trials = 3, Fuse = 3 },
            TestContext.Current.CancellationToken);
        Assert.Equal(3, seen.Count);
        Assert.All(seen.Index(), s => Assert.True(s.Item >= s.Index, $"trial {s.Index} was asked for when {s.Item} were written down"));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(9, 5)]
    public void A_batch_grows_to_what_its_first_trial_finds_best_within_its_room(int advised, int expected)
    {
        using var batch = new TrialBatch(5) { Widest = 20 };
        var (met, asked) = (new List<int>(), 0);
        var evaluated = batch.Run(seat =>
        {
            asked++;
            return () =>
            {
                if (seat.WantsAdvice)
                {
                    seat.Advise(advised, "measured");
                }

                seat.Meet(0.5, offers => Share(offers, met));
            };
        });
        Assert.Equal((expected, expected), (evaluated, asked));
        Assert.Equal([expected], met);
    }

    private static List<object?> Share(IReadOnlyList<object> offers, List<int> met)
    {
        met.Add(offers.Count);
        return [.. offers.Select(o => (object?)(2 * (double)o))];
    }
}
