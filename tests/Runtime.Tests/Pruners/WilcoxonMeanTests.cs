using HyperScaffold.Pruners;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Pruners;

public sealed class WilcoxonMeanTests
{
    [Fact]
    public void Means_of_reports_are_compared_whatever_the_objective_made_of_them()
    {
        var history = new TrialHistory("s", StudyDirection.Minimize);
        history.Update(Folds(0, [1, 2, 3, 4, 5]) with { State = TrialState.Complete, Value = 15 });
        var decision = Decide(history, Folds(1, [1.1, 2.2, 3.3, 4.4, 5.5]));
        Assert.True(decision.Prune);
        Assert.Equal("At step 5 its mean 3.3 is worse than 3.0 of trial 0 (p = 0.0312).", decision.Reason);
    }

    [Fact]
    public void The_earliest_of_equal_trials_is_the_best()
    {
        var history = new TrialHistory("s", StudyDirection.Minimize);
        history.Update(Folds(1, [9, 9, 9, 9, 9]) with { State = TrialState.Complete, Value = 3 });
        history.Update(Folds(0, [1, 2, 3, 4, 5]) with { State = TrialState.Complete, Value = 3 });
        Assert.Contains("of trial 0", Decide(history, Folds(2, [2.1, 3.2, 4.3, 5.4, 6.5])).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fold_that_is_no_number_ends_no_trial()
    {
        var history = new TrialHistory("s", StudyDirection.Minimize);
        history.Update(Folds(0, [1, 2, 3, 4, 5]) with { State = TrialState.Complete, Value = 3 });
        Assert.False(Decide(history, Folds(1, [2, 3, 4, 5, 6, double.NaN])).Prune);
        Assert.False(Decide(history, Folds(1, [2, 3, 4, 5, double.PositiveInfinity])).Prune);
        Assert.True(Decide(history, Folds(1, [2.1, 3.2, 4.3, 5.4, 6.5])).Prune);
    }

    private static PruneDecision Decide(TrialHistory history, FrozenTrial trial) => new WilcoxonPruner().Decide(new PruneRequest { Trial = trial, History = history });

    private static FrozenTrial Folds(int number, double[] values) => new()
    {
        Id = number,
        Number = number,
        State = TrialState.Running,
        IntermediateValues = [.. values.Select((v, i) => new IntermediateValue(i + 1, v))],
    };
}
