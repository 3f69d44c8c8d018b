using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tests.Guidance;

namespace HyperScaffold.Tests.Phases;

public sealed class PhaseFitTests
{
    [Theory]
    [InlineData("HS205", FitState.Overfitting)]
    [InlineData("HS205 later", FitState.Overfitting)]
    [InlineData("HS206", FitState.Underfitting)]
    [InlineData("HS207", FitState.Underfitting)]
    [InlineData("HS209", FitState.Balanced)]
    [InlineData("HS210 unconfirmed", FitState.Balanced)]
    [InlineData("HS213", FitState.Balanced)]
    [InlineData("HS214", FitState.Unknown)]
    public async Task What_the_decision_says_of_the_fit_the_rules_say_too(string code, FitState fit)
    {
        var phase = await PhaseRuleCases.OfAsync(code);
        var (over, under) = (PhaseSketch.Ask("HS205", phase), PhaseSketch.Ask("HS206", phase));

        Assert.Equal(fit, phase.Decision.Evidence!.Fit);
        Assert.Equal(fit == FitState.Overfitting, over.Count == 1);
        Assert.Equal(fit == FitState.Underfitting, under.Count == 1);
        Assert.All(over.Concat(under), f => Assert.StartsWith(phase.Decision.Evidence.FitBecause, f.Evidence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(4, FitState.Overfitting, "in 4 of its 4 trainings; in trial 0 at the best epoch training leads")]
    [InlineData(3, FitState.Overfitting, "in 3 of its 4 trainings; in trial 0 at the best epoch training leads")]
    [InlineData(2, FitState.Balanced, "its 4 trainings do not agree: 2 overfit, and 2 underfit")]
    [InlineData(1, FitState.Underfitting, "in 3 of its 4 trainings; in trial 1 training itself still improves at its end")]
    public void Two_of_three_trainings_must_agree(int overfit, FitState fit, string because)
    {
        var verdict = Judge([.. Enumerable.Range(0, 4).Select(i => i < overfit ? RecordedCurves.FewRows : RecordedCurves.DefaultRate)]);

        Assert.Equal(fit, verdict.State);
        Assert.StartsWith(because, verdict.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void One_training_speaks_for_itself()
    {
        var verdict = Judge([RecordedCurves.FewRows]);

        Assert.Equal(FitState.Overfitting, verdict.State);
        Assert.StartsWith("at the best epoch training leads", verdict.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_complete_training_of_what_holds_the_fit_is_unknown() =>
        Assert.Equal(new FitVerdict(FitState.Unknown, "no trial of what holds now completed"), Judge([]));

    [Fact]
    public async Task A_trial_that_a_person_adopts_is_judged_by_its_own_curves()
    {
        using var simulation = new PhaseSimulation(
            PhaseRuleCases.PlanOf(12, PhaseRuleCases.Rate()),
            (v, s, n) => ((double)v["learning_rate"]! > 0.002 ? new Training { Gap = 0.08, ValidationRise = 0.01 } : new Training()).To(PhaseRuleCases.Peak(v), s, n));
        var decided = await simulation.RunAsync();
        var baseline = PhaseTrials.Baseline(simulation.Trials)!.Number;
        var byHand = PhaseOverride.Adopt(simulation.Plan, simulation.Book, (simulation.Plan.Phases[0], baseline, "it is calm", DateTime.UnixEpoch), simulation.Storage);

        Assert.Equal(FitState.Overfitting, decided.Evidence!.Fit);
        Assert.Equal(FitState.Balanced, byHand.Evidence!.Fit);
        Assert.NotEqual(decided.Evidence.FitBecause, byHand.Evidence.FitBecause);
        Assert.Empty(PhaseSketch.Ask("HS205", FinishedPhase.Of(simulation.Plan, simulation.Book.With(byHand), simulation.Plan.Phases[0], simulation.Trials)));
    }

    private static FitVerdict Judge(RecordedCurves[] curves)
    {
        var plan = PhaseRuleCases.PlanOf(20, PhaseRuleCases.Rate());
        var decision = new Decision { Phase = "learning-rate", Study = "s", State = DecisionState.Open };
        var trials = curves.Select((c, i) => c.ToTrial() with { Id = i + 1, Number = i }).ToList();
        return PhaseFit.Of(PhaseView.Of(plan, DecisionBook.Empty, plan.Phases[0], decision) with { Trials = trials }, trials.FirstOrDefault());
    }
}
