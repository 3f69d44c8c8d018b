using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Storage;

namespace HyperScaffold.Tests.Phases;

public sealed class PhaseSpaceTests
{
    private static readonly Plan Plan = PhaseSimulation.PlanOf(20, Optimizer(), Of("sgd"), Of("adam"), PhaseSimulation.Linear("dropout", 0, 0.7, 0, HardEnds.Low)) with
    {
        Phases = [Phase("optimizer", "optimizer", "sgd", "adam"), Phase("dropout", "dropout", "sgd", "adam"), Phase("only", "sgd")],
    };

    [Theory]
    [InlineData("adam", new[] { "adam", "dropout" })]
    [InlineData("sgd", new[] { "sgd", "dropout" })]
    public void A_choice_that_an_earlier_phase_froze_switches_off_what_depends_on_another(string optimizer, string[] expected)
    {
        var space = PhaseSpace.Of(Plan, Frozen(optimizer), Plan.Phases[1]);

        Assert.Equal(expected, space.Parameters.Select(p => p.Name));
        Assert.All(space.ToSearchSpace().Parameters, p => Assert.Null(p.Condition));
    }

    [Fact]
    public void A_choice_that_is_tuned_leaves_what_depends_on_it_conditional() =>
        Assert.Equal(["optimizer", "sgd", "adam"], PhaseSpace.Of(Plan, DecisionBook.Empty, Plan.Phases[0]).Parameters.Select(p => p.Name));

    [Fact]
    public void The_range_of_what_is_switched_off_makes_no_decision_stale()
    {
        var wider = Plan with { Parameters = [.. Plan.Parameters.Select(p => p.Name == "sgd" ? p with { High = 10 } : p)] };

        Assert.Equal([], PlanHash.Changes(PlanHash.Of(Plan, Frozen("adam"), Plan.Phases[1]), PlanHash.Of(wider, Frozen("adam"), Plan.Phases[1])));
        Assert.Equal(["sgd"], PlanHash.Changes(PlanHash.Of(Plan, Frozen("sgd"), Plan.Phases[1]), PlanHash.Of(wider, Frozen("sgd"), Plan.Phases[1])));
    }

    [Theory]
    [InlineData("adam", DecisionState.Skipped, "nothing that it tunes exists now: optimizer adam switches off sgd")]
    [InlineData("sgd", DecisionState.Open, "")]
    public void A_phase_of_which_nothing_exists_is_skipped_with_that_reason(string optimizer, DecisionState expected, string because)
    {
        using var storage = new MemoryStorage();

        var decision = PhaseGate.Open(Plan, Frozen(optimizer), Plan.Phases[2], storage, new ManualClock());

        Assert.Equal((expected, because), (decision.State, decision.Because));
    }

    private static DecisionBook Frozen(string optimizer) => DecisionBook.Empty.With(new Decision
    {
        Phase = "optimizer",
        Study = "s",
        State = DecisionState.Adopted,
        Frozen = Plan.Parameters.Take(1).ToImmutableSortedDictionary(p => p.Name, _ => (object?)optimizer, StringComparer.Ordinal),
    });

    private static PlanParameter Optimizer() =>
        new() { Name = "optimizer", Role = "optimizer", Type = PlanParameterType.Categorical, Default = "sgd", Choices = ["sgd", "adam"] };

    private static PlanParameter Of(string optimizer) =>
        PhaseSimulation.LearningRate() with { Name = optimizer, ConditionParent = "optimizer", ConditionChoices = [optimizer] };

    private static PlanPhase Phase(string name, params string[] tune) => new() { Name = name, Tune = [.. tune], Trials = 20, Search = new SearchSettings() };
}
