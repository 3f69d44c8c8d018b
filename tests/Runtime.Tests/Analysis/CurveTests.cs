using HyperScaffold.Analysis;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Analysis;

public sealed class CurveTests
{
    [Theory]
    [InlineData(StudyDirection.Minimize, new[] { 3.0, 3, 1, 1 }, new[] { true, false, true, false })]
    [InlineData(StudyDirection.Maximize, new[] { 3.0, 5, 5, 5 }, new[] { true, true, false, false })]
    public void The_best_value_follows_the_direction(StudyDirection direction, double[] best, bool[] improvements)
    {
        var study = new StudyBuilder().Complete(3).Complete(5).Add(TrialState.Fail, null).Complete(1).Add(TrialState.Pruned, -7).Complete(1);
        var points = BestSoFar.Compute([.. study.Trials.Reverse()], direction);
        Assert.Equal(best, points.Select(p => p.Best));
        Assert.Equal(improvements, points.Select(p => p.IsImprovement));
        Assert.Equal([0, 1, 3, 5], points.Select(p => p.Number));
    }

    [Fact]
    public void Infinite_values_and_confirm_trials_are_left_out_of_the_curve()
    {
        var study = new StudyBuilder().Complete(double.NegativeInfinity).Complete(2).Complete(-9).LastIsConfirm();
        Assert.Equal([new BestPoint(1, 2, 2, true)], BestSoFar.Compute(study.Trials, StudyDirection.Minimize));
    }

    [Fact]
    public void The_empirical_distribution_counts_ties_together()
    {
        var study = new StudyBuilder().Complete(2).Complete(1).Complete(2).Complete(4);
        Assert.Equal(
            [new EmpiricalPoint(1, 0.25, 0.25), new EmpiricalPoint(2, 0.75, 0.75), new EmpiricalPoint(4, 1, 1)],
            EmpiricalDistribution.Compute(study.Trials, StudyDirection.Minimize));
        Assert.Equal([1, 0.75, 0.25], EmpiricalDistribution.Compute(study.Trials, StudyDirection.Maximize).Select(p => p.AtLeastAsGood));
    }

    [Fact]
    public void Overlapping_trials_lie_on_different_rows_and_a_free_row_is_used_again()
    {
        var noon = new DateTime(2030, 1, 1, 12, 0, 0, DateTimeKind.Utc);
        var study = new StudyBuilder();
        Run(study, noon, 0, 10);
        Run(study, noon, 5, 20);
        Run(study, noon, 10, 12);
        study.Add(TrialState.Running, null).Last(t => t with { Start = noon.AddMinutes(15) }).Add(TrialState.Waiting, null);
        var bars = Timeline.Compute(study.Trials, noon.AddMinutes(30));
        Assert.Equal([0, 1, 0, 0], bars.Select(b => b.Lane));
        Assert.Equal(noon.AddMinutes(30), bars[3].End);
        Assert.Equal(TrialState.Running, bars[3].State);
    }

    [Fact]
    public void Pruning_saves_what_pruned_trials_did_not_train()
    {
        var study = new StudyBuilder().Complete(1).Last(Reported(30)).Add(TrialState.Pruned, 2).Last(Reported(10)).Add(TrialState.Pruned, null)
            .Add(TrialState.Fail, null).Complete(3).Last(Reported(20)).Complete(0).LastIsConfirm();
        var savings = PruningSavings.Compute(study.Trials, StudyDirection.Minimize, 30);
        Assert.Equal((4, 2, 60L, 110L, 50L), (savings.Trials, savings.Pruned, savings.Spent, savings.Planned, savings.Saved));
        Assert.Equal(50 / 110.0, savings.Share);
    }

    [Fact]
    public void A_training_that_was_taken_over_is_neither_spent_nor_saved_but_is_one_to_beat()
    {
        FrozenTrial Taken(FrozenTrial t) => Reported(30)(t) with { UserAttributes = t.UserAttributes.Add(TrialAttributes.Source, "\"digits-learning-rate #7\"") };
        var study = new StudyBuilder().Complete(1).Last(Taken).Add(TrialState.Pruned, 2).Last(Reported(10)).Complete(3).Last(Control);
        var savings = PruningSavings.Compute(study.Trials, StudyDirection.Minimize, 30);
        Assert.Equal((2, 40L, 60L, 1, 0), (savings.Trials, savings.Spent, savings.Planned, savings.Controls, savings.Regrets));
    }

    [Fact]
    public void A_rate_of_regret_is_told_from_twenty_controls_on_and_its_bound_always()
    {
        var study = new StudyBuilder().Complete(5);
        for (var i = 0; i < 10; i++)
        {
            study.Complete(6).Last(Control);
        }

        var ten = PruningSavings.Compute(study.Trials, StudyDirection.Minimize, 30);
        Assert.Equal((10, 0, null), (ten.Controls, ten.Regrets, ten.RegretRate));
        Assert.Equal(1 - Math.Pow(0.05, 1 / 10.0), ten.RegretUpperBound!.Value, 1e-9);

        var better = PruningSavings.Compute(study.Complete(4).Last(Control).Trials, StudyDirection.Minimize, 30);
        Assert.Equal((11, 1), (better.Controls, better.Regrets));
        var pooled = ten.Add(better);
        Assert.Equal(1 / 21.0, pooled.RegretRate);
        Assert.InRange(pooled.RegretUpperBound!.Value, 1 / 21.0, 0.25);
    }

    [Fact]
    public void Nothing_in_gives_nothing_out()
    {
        Assert.Empty(BestSoFar.Compute([], StudyDirection.Minimize));
        Assert.Empty(EmpiricalDistribution.Compute([], StudyDirection.Minimize));
        Assert.Empty(Timeline.Compute([], default));
        var savings = PruningSavings.Compute([], StudyDirection.Minimize, 1);
        Assert.Equal((0L, 0.0, null, null), (savings.Saved, savings.Share, savings.RegretRate, savings.RegretUpperBound));
        Assert.Throws<HyperException>(() => PruningSavings.Compute([], StudyDirection.Minimize, 0));
    }

    private static void Run(StudyBuilder study, DateTime noon, int from, int to) =>
        study.Complete(1).Last(t => t with { Start = noon.AddMinutes(from), End = noon.AddMinutes(to) });

    private static Func<FrozenTrial, FrozenTrial> Reported(int epochs) =>
        t => t with { IntermediateValues = [.. Enumerable.Range(1, epochs).Select(e => new IntermediateValue(e, 0.5))] };

    private static FrozenTrial Control(FrozenTrial trial) =>
        trial with { UserAttributes = trial.UserAttributes.SetItem(TrialAttributes.PruneControl, "true") };
}
