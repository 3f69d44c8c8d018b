using HyperScaffold.Phases;
using HyperScaffold.Storage;

namespace HyperScaffold.Tests.Phases;

public sealed class PhaseGateTests
{
    private static readonly Plan Plan = PhaseSimulation.PlanOf(20, PhaseSimulation.LearningRate(), PhaseSimulation.Linear("dropout", 0, 0.7, 0, HardEnds.Low)) with
    {
        Phases =
        [
            new PlanPhase { Name = "learning-rate", Tune = ["learning_rate"], Trials = 20, Search = new SearchSettings() },
            new PlanPhase { Name = "regularization", Tune = ["dropout"], Trials = 20, When = PhaseCondition.Overfitting, Search = new SearchSettings() },
        ],
    };

    [Theory]
    [InlineData(FitState.Overfitting, DecisionState.Open)]
    [InlineData(FitState.Balanced, DecisionState.Skipped)]
    [InlineData(FitState.Underfitting, DecisionState.Skipped)]
    [InlineData(FitState.Unknown, DecisionState.Skipped)]
    public void A_phase_for_overfitting_opens_only_on_its_evidence(FitState fit, DecisionState expected)
    {
        var decision = Open(new DecisionEvidence { Fit = fit, FitBecause = "training leads validation by 0.06" });
        Assert.Equal(expected, decision.State);
        Assert.Contains("training leads validation by 0.06", decision.Because, StringComparison.Ordinal);
        Assert.Contains("learning-rate", decision.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_earlier_training_the_phase_is_skipped_with_that_reason()
    {
        var decision = Open(null);
        Assert.Equal(DecisionState.Skipped, decision.State);
        Assert.Contains("no earlier phase", decision.Because, StringComparison.Ordinal);
    }

    private static Decision Open(DecisionEvidence? evidence)
    {
        using var storage = new MemoryStorage();
        var book = DecisionBook.Empty.With(new Decision { Phase = "learning-rate", Study = "digits-learning-rate", State = DecisionState.Kept, Evidence = evidence });
        return PhaseGate.Open(Plan, book, Plan.Phases[1], storage, new ManualClock());
    }
}
