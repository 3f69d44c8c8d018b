using HyperScaffold.Phases;

namespace HyperScaffold.Tests.Phases;

public sealed class PhaseWarmupTests
{
    private static readonly PlanParameter Decay = PhaseSimulation.Linear("decay", 0, 0.1, 0, HardEnds.Low) with { Role = "weight_decay" };

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 10)]
    public void A_phase_that_tunes_what_regularizes_judges_no_trial_in_the_first_third(bool regularizes, double least)
    {
        var plan = PhaseSimulation.PlanOf(12, PhaseSimulation.LearningRate(), Decay);
        var phase = plan.Phases[0] with { Tune = regularizes ? ["learning_rate", "decay"] : ["learning_rate"] };
        Assert.Equal(least, PhaseWarmup.Of(plan, PhaseSpace.Of(plan, DecisionBook.Empty, phase)).Least);
    }

    [Fact]
    public async Task A_phase_that_regularizes_is_pruned_by_references_of_its_own_alone()
    {
        using var simulation = new PhaseSimulation(
            PhaseSimulation.PlanOf(12, PhaseSimulation.LearningRate(), Decay),
            (v, _, _) => 0.9 - (0.1 * Math.Abs(Math.Log10((double)v["learning_rate"]! / 0.05))));
        var plan = simulation.Plan;
        plan = plan with { Phases = [plan.Phases[0] with { Tune = ["learning_rate"] }, plan.Phases[0] with { Name = "later", Tune = ["learning_rate"] }, plan.Phases[0] with { Name = "regularization", Tune = ["learning_rate", "decay"] }] };
        await simulation.RunAsync();
        Assert.Equal([false, true], new[] { 1, 2 }.Select(i => EarlierPhases.Ranks(plan, simulation.Book, plan.Phases[i], simulation.Storage).IsNone));
    }
}
