using System.Collections.Immutable;
using HyperScaffold.Tool.Evidence;
using HyperScaffold.Tool.Tests.Running;
using HyperScaffold.Trials;
using Xunit;

namespace HyperScaffold.Tool.Tests.Evidence;

public sealed class EpochClockTests
{
    private static readonly ImmutableSortedDictionary<string, object?> Values = ImmutableSortedDictionary.Create<string, object?>(StringComparer.Ordinal).Add("rate", 0.1);

    [Fact]
    public async Task The_first_training_of_each_worker_is_not_timed()
    {
        var trainings = new Timed(seed => seed <= 12 ? 50 : seed - 10, steps: 5);
        var warm = new List<double>();
        // seeds 13 and 14 take 3 and 4 seconds for 5 epochs each
        Assert.Equal(0.7, await EpochClock.MeasureAsync(trainings, Values, 2, 11, warm.Add, TestContext.Current.CancellationToken), 9);
        Assert.Equal([50.0], warm);
    }

    [Fact]
    public async Task Trainings_of_a_minute_and_more_need_no_second_round()
    {
        var trainings = new Timed(seed => seed is 11 or 12 ? 100 : throw new InvalidOperationException("a second round"), steps: 5);
        Assert.Equal(20, await EpochClock.MeasureAsync(trainings, Values, 2, 11, _ => Assert.Fail("no second round follows"), TestContext.Current.CancellationToken), 9);
    }

    [Fact]
    public async Task A_training_without_reports_cannot_be_timed()
    {
        var error = await Assert.ThrowsAsync<HyperException>(() => EpochClock.MeasureAsync(new Timed(_ => 1, steps: 0), Values, 1, 1, _ => { }, TestContext.Current.CancellationToken));
        Assert.Contains("trial_minutes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cost_measures_an_epoch_of_the_project_and_leaves_its_plan_decisions_and_studies_alone()
    {
        using var project = new FormulaProject(milliseconds: 200);
        var run = project.Run("cost", "--measure");
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("hyper: training at most 4 times 4 of 4 epochs to take the time, 2 at once", run.Error, StringComparison.Ordinal);
        Assert.Contains("hyper: warmed up in ", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"Measured now, with the values that hold now: ([2-9][0-9][0-9] ms|[0-9.]+ s) an epoch\.", run.Out);
        Assert.Matches("learning-rate +12 full trainings, [0-9.]+ (s|minutes) of one worker", run.Out);
        Assert.False(project.Has("hyper.decisions.yaml"));
        Assert.False(project.Has(".hyper/studies.db"));
    }

    private sealed class Timed(Func<long, double> seconds, int steps) : ITrainings
    {
        public int Epochs => steps;

        public Task<Curve> TrainAsync(Recipe recipe, CancellationToken cancellation) => Task.FromResult(
            new Curve([.. Enumerable.Range(1, steps).Select(s => new IntermediateValue(s, 0.5))], ImmutableSortedDictionary<string, ImmutableArray<IntermediateValue>>.Empty, false) { Seconds = seconds(recipe.Seed) });
    }
}
