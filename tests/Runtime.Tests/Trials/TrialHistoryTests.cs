using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Trials;

public sealed class TrialHistoryTests
{
    [Fact]
    public void A_table_made_late_knows_the_earlier_trials_and_hears_of_later_ones_once()
    {
        var history = new TrialHistory("s", StudyDirection.Minimize);
        history.Update(Trial(0, TrialState.Complete));
        var table = history.Derive(() => new Counter());
        history.Update(Trial(1, TrialState.Running));
        history.Update(Trial(1, TrialState.Pruned));
        history.Update(Trial(1, TrialState.Fail));
        Assert.Equal([0, 1], table.Numbers);
        Assert.Same(table, history.Derive(() => new Counter()));
        Assert.Equal(TrialState.Pruned, history.Find(1)?.State);
    }

    [Fact]
    public void Confirm_trials_are_known_but_are_no_history()
    {
        var history = new TrialHistory("s", StudyDirection.Minimize);
        var confirm = Trial(0, TrialState.Complete);
        history.Update(confirm with { UserAttributes = confirm.UserAttributes.Add(TrialAttributes.Round, "\"confirm\"") });
        Assert.Empty(history.Finished);
        Assert.Single(history.All);
    }

    [Fact]
    public void Open_trials_leave_when_they_finish()
    {
        var history = new TrialHistory("s", StudyDirection.Minimize);
        history.Update(Trial(3, TrialState.Running));
        history.Update(Trial(2, TrialState.Waiting));
        Assert.Equal([2, 3], history.Open.Select(t => t.Number));
        history.Update(Trial(3, TrialState.Complete));
        Assert.Equal([2], history.Open.Select(t => t.Number));
        Assert.Null(history.Find(99));
    }

    private static FrozenTrial Trial(int number, TrialState state) => new() { Id = number, Number = number, State = state };

    private sealed class Counter : ITrialObserver
    {
        public List<int> Numbers { get; } = [];

        public void OnFinished(FrozenTrial trial) => Numbers.Add(trial.Number);
    }
}
