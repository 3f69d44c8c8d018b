using HyperScaffold.Contracts;
using HyperScaffold.Pruners;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Pruners;

public sealed class HyperbandBracketTests
{
    // recorded from Optuna 3.1: the study "golden", where the logarithm of 243 to the base 3 is a little less than 5
    private static readonly int[] Brackets = [0, 0, 0, 0, 2, 3, 1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 1, 0];

    [Fact]
    public void Trials_share_the_brackets_that_they_share_in_optuna()
    {
        var history = new TrialHistory("golden", StudyDirection.Minimize);
        IBracketed pruner = new HyperbandPruner(new HyperbandOptions { MaxResource = 243 });
        for (var trial = 0; trial < Brackets.Length; trial++)
        {
            var peers = pruner.PeersOf(history, trial)!;
            Assert.Equal(Brackets.Select(b => b == Brackets[trial]), Enumerable.Range(0, Brackets.Length).Select(peers));
        }
    }

    [Fact]
    public void A_bracket_judges_its_own_trials_only_whatever_is_still_running()
    {
        var history = new TrialHistory("golden", StudyDirection.Minimize);
        var pruner = new HyperbandPruner(new HyperbandOptions { MaxResource = 243 });
        history.Update(Reached(0, TrialState.Complete, 1));
        history.Update(Reached(1, TrialState.Running, 2));
        history.Update(Reached(4, TrialState.Complete, 0));
        Assert.True(Decide(pruner, history, 3, 1.5).Prune);
        Assert.False(Decide(pruner, history, 3, 1).Prune);
        history.Update(Reached(8, TrialState.Pruned, 4));
        history.Update(Reached(9, TrialState.Pruned, 5));
        history.Update(Reached(10, TrialState.Fail, 0.5));
        // six trials of the bracket with this one: the best two go on
        Assert.False(Decide(pruner, history, 3, 1).Prune);
        Assert.Equal("At step 1 its 1.5 is worse than 1.0, the best 1/3 of 6 trials on rung 0.", Decide(pruner, history, 3, 1.5).Reason);
    }

    [Theory]
    [InlineData(StudyDirection.Minimize)]
    [InlineData(StudyDirection.Maximize)]
    public void Many_trials_are_judged_as_few_are(StudyDirection direction)
    {
        var (known, fresh) = (new PrunerRun(new HalvingPruner(new HalvingOptions { MinResource = 1 }), "s", direction), new HalvingPruner(new HalvingOptions { MinResource = 1 }));
        var ends = known.Train(60, 16, (trial, step) => Math.Round(((trial * 7919) % 13) + (1.0 / step), 1));
        Assert.InRange(ends.Count(e => e is not null), 20, 59);
        // one who sees all trials at once, and one who was told one after another
        var again = new TrialHistory("s", direction);
        known.History.All.Reverse().ToList().ForEach(again.Update);
        for (var value = -14.0; value < 14; value += 0.1)
        {
            Assert.Equal(Decide(new HalvingPruner(new HalvingOptions { MinResource = 1 }), known.History, 60, value).Reason, Decide(fresh, again, 60, value).Reason);
        }
    }

    private static PruneDecision Decide(IPruner pruner, TrialHistory history, int number, double value) => pruner.Decide(new PruneRequest
    {
        History = history,
        Trial = new FrozenTrial { Id = number, Number = number, State = TrialState.Running, IntermediateValues = [new(1, value)] },
    });

    private static FrozenTrial Reached(int number, TrialState state, double value)
    {
        var trial = new FrozenTrial { Id = number, Number = number, State = state, Value = state == TrialState.Complete ? value : null };
        return trial with { SystemAttributes = trial.SystemAttributes.Add("completed_rung_0", PythonText.Float(value)) };
    }
}
