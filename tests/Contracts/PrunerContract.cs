using System.Collections.Immutable;
using HyperScaffold.Pruners;
using HyperScaffold.Trials;
using Xunit;

namespace HyperScaffold.Contracts;

/// <summary>What every pruner keeps to, whatever it decides.</summary>
public abstract class PrunerContract
{
    /// <summary>Gets a value indicating whether a trial far behind the others ends at some point.</summary>
    protected virtual bool EndsPoorTrials => true;

    protected abstract IPruner Create();

    [Fact]
    public void A_trial_without_a_report_goes_on()
    {
        var history = Finished(8, StudyDirection.Minimize);
        Assert.False(Create().Decide(Request(history, [])).Prune);
    }

    [Theory]
    [InlineData(StudyDirection.Minimize)]
    [InlineData(StudyDirection.Maximize)]
    public void A_trial_better_than_all_others_is_never_ended(StudyDirection direction)
    {
        var run = new PrunerRun(Create(), "contract", direction);
        run.Train(12, steps: 30, Curve);
        Assert.Null(run.Train(1, steps: 30, (_, step) => Curve(0, step) - 100)[0]);
    }

    [Theory]
    [InlineData(StudyDirection.Minimize)]
    [InlineData(StudyDirection.Maximize)]
    public void A_trial_far_behind_the_others_is_ended_with_a_reason_that_names_the_step(StudyDirection direction)
    {
        if (!EndsPoorTrials)
        {
            return;
        }

        var run = new PrunerRun(Create(), "contract", direction);
        run.Train(12, steps: 30, Curve);
        var step = run.Train(1, steps: 30, (_, s) => 100 + s)[0];
        Assert.NotNull(step);
        Assert.Contains($"step {step}", run.LastReason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_request_gets_the_same_answer()
    {
        var request = Request(Finished(8, StudyDirection.Minimize), [new(1, 0.5), new(2, 0.7), new(3, 0.9), new(4, double.NaN)]);
        Assert.Equal(Create().Decide(request).Prune, Create().Decide(request).Prune);
        Assert.Equal(Create().Decide(request).Reason, Create().Decide(request).Reason);
    }

    protected static double Curve(int trial, int step) => (1.0 / (step + 1)) + (0.1 * (trial * 7919 % 13) / 13);

    private static PruneRequest Request(TrialHistory history, ImmutableArray<IntermediateValue> reports)
    {
        var trial = new FrozenTrial { Id = 99, Number = 99, State = TrialState.Running, IntermediateValues = reports };
        history.Update(trial);
        return new PruneRequest { Trial = trial, History = history };
    }

    private static TrialHistory Finished(int count, StudyDirection direction)
    {
        var run = new PrunerRun(new NonePruner(), "contract", direction);
        run.Train(count, steps: 10, Curve);
        return run.History;
    }
}
