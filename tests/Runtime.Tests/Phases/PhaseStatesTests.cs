using HyperScaffold.Phases;

namespace HyperScaffold.Tests.Phases;

public sealed class PhaseStatesTests
{
    private static readonly PlanParameter Batch = new() { Name = "batch_size", Role = "batch_size", Type = PlanParameterType.Categorical, Default = 64L, Choices = [32L, 64L, 128L] };

    private static readonly Plan Plan = PhaseSimulation.PlanOf(20, PhaseSimulation.LearningRate(), Batch, PhaseSimulation.Linear("dropout", 0, 0.7, 0, HardEnds.Low)) with
    {
        Phases = [Phase("learning-rate", "learning_rate"), Phase("batch", "batch_size", "learning_rate"), Phase("regularization", "dropout") with { When = PhaseCondition.Overfitting }],
    };

    [Fact]
    public void A_fresh_plan_has_its_first_phase_next_and_the_others_waiting() =>
        Assert.Equal([PhaseState.Next, PhaseState.Waiting, PhaseState.Waiting], States(Plan, DecisionBook.Empty));

    [Fact]
    public void A_decided_phase_is_done_and_the_one_after_it_is_next() =>
        Assert.Equal([PhaseState.Done, PhaseState.Next, PhaseState.Waiting], States(Plan, Decided("learning-rate")));

    [Fact]
    public void Editing_a_range_makes_stale_exactly_the_phases_that_tune_it()
    {
        var book = Decided("learning-rate", "batch", "regularization");
        var edited = Plan with { Parameters = [.. Plan.Parameters.Select(p => p.Name == "learning_rate" ? p with { High = 10 } : p)] };
        Assert.Equal([PhaseState.Stale, PhaseState.Stale, PhaseState.Done], States(edited, book));
        Assert.Equal(["learning_rate"], PhaseStates.Of(edited, book, null, false)[0].Changed);
    }

    [Fact]
    public void Another_frozen_batch_size_makes_later_phases_stale()
    {
        var book = Decided("learning-rate", "batch", "regularization");
        book = book.With(book.Current("batch")! with { Frozen = book.Current("batch")!.Frozen.SetItem("batch_size", 32L) });
        Assert.Equal([PhaseState.Done, PhaseState.Done, PhaseState.Stale], States(Plan, book));
    }

    [Theory]
    [InlineData("epochs")]
    [InlineData("search")]
    public void A_parameter_that_is_called_as_a_part_of_the_fingerprint_is_watched_too(string name)
    {
        var plan = Plan with { Parameters = [.. Plan.Parameters, PhaseSimulation.Linear(name, 0, 1, 0.5)] };
        var edited = Plan with { Parameters = [.. Plan.Parameters, PhaseSimulation.Linear(name, 0, 1, 0.25)] };
        var changes = PlanHash.Changes(PlanHash.Of(plan, DecisionBook.Empty, plan.Phases[0]), PlanHash.Of(edited, DecisionBook.Empty, edited.Phases[0]));
        Assert.Equal(["parameters." + name], changes);
    }

    [Fact]
    public void A_parameter_that_is_added_later_makes_nothing_stale()
    {
        var longer = Plan with { Parameters = Plan.Parameters.Add(PhaseSimulation.Linear("momentum", 0, 0.99, 0.9)) };
        Assert.Equal([PhaseState.Done, PhaseState.Next, PhaseState.Waiting], States(longer, Decided("learning-rate")));
    }

    [Fact]
    public void The_question_and_the_order_of_parameters_change_nothing()
    {
        var reworded = Plan with { Parameters = [.. Plan.Parameters.Reverse()], Phases = [.. Plan.Phases.Select(p => p with { Question = "Other words?" })] };
        Assert.Equal([PhaseState.Done, PhaseState.Next, PhaseState.Waiting], States(reworded, Decided("learning-rate")));
    }

    [Fact]
    public void An_open_phase_runs_while_a_process_holds_the_plan()
    {
        var book = DecisionBook.Empty.With(Decision(DecisionBook.Empty, "learning-rate") with { State = DecisionState.Open });
        Assert.Equal(PhaseState.Running, PhaseStates.Of(Plan, book, null, true)[0].State);
        Assert.Equal(PhaseState.Next, PhaseStates.Of(Plan, book, null, false)[0].State);
    }

    [Fact]
    public void A_second_run_of_a_phase_gets_a_study_of_its_own() =>
        Assert.Equal("digits-learning-rate-2", PhaseStudy.NewName(Plan, Decided("learning-rate"), Plan.Phases[0]));

    private static IEnumerable<PhaseState> States(Plan plan, DecisionBook book) => PhaseStates.Of(plan, book, null, false).Select(s => s.State);

    private static DecisionBook Decided(params string[] names) => names.Aggregate(DecisionBook.Empty, (book, name) => book.With(Decision(book, name)));

    private static Decision Decision(DecisionBook book, string name) => new()
    {
        Phase = name,
        Study = "digits-" + name,
        State = DecisionState.Adopted,
        PlanHash = PlanHash.Of(Plan, book, Plan.FindPhase(name)!),
        Frozen = DecisionBook.Empty.Tuned(Plan).RemoveRange(Plan.Parameters.Select(p => p.Name).Except(Plan.FindPhase(name)!.Tune)),
    };

    private static PlanPhase Phase(string name, params string[] tune) => new() { Name = name, Tune = [.. tune], Trials = 20, Search = new SearchSettings() };
}
