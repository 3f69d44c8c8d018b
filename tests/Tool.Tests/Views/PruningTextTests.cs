using HyperScaffold.Analysis;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Tests.Plans;
using HyperScaffold.Tool.Views;
using Xunit;

namespace HyperScaffold.Tool.Tests.Views;

public sealed class PruningTextTests
{
    private static readonly Plan Plan = PlanFile.Parse(SamplePlans.Digits, "hyper.yaml");

    [Theory]
    [InlineData(0, 0, "no trial that was due to be pruned has run on as a control yet, so what pruning loses is not known")]
    [InlineData(1, 0, "of 1 control that ran on although due to be pruned, none became the best; at most 95 % would (95 % bound)")]
    [InlineData(3, 0, "of 3 controls that ran on although due to be pruned, none became the best; at most 63.2 % would (95 % bound)")]
    [InlineData(19, 1, "of 19 controls that ran on although due to be pruned, 1 became the best; at most 22.6 % would (95 % bound)")]
    [InlineData(20, 1, "of 20 controls that ran on although due to be pruned, 1 became the best, a rate of 5 %; at most 21.6 % would (95 % bound)")]
    [InlineData(60, 0, "of 60 controls that ran on although due to be pruned, none became the best, a rate of 0 %; at most 4.9 % would (95 % bound)")]
    public void Regret_has_its_bound_always_and_its_rate_from_twenty_controls_on(int controls, int regrets, string expected) =>
        Assert.Equal(expected, PruningText.Regret(Pooled((controls, regrets))));

    [Fact]
    public void Controls_of_all_phases_and_of_superseded_runs_are_pooled()
    {
        var pooled = Pooled((12, 0), (9, 1), (4, 0));
        Assert.Equal((25, 1, 60, 300L), (pooled.Controls, pooled.Regrets, pooled.Pruned, pooled.Saved));
        Assert.Equal(0.04, pooled.RegretRate);
    }

    [Fact]
    public void A_study_that_was_decided_again_by_hand_counts_once()
    {
        var book = Book((12, 1));
        var byHand = book.With(book.Decisions[0] with { State = DecisionState.Adopted, Because = "by hand" });

        Assert.Equal(2, byHand.Decisions.Length);
        Assert.Equal(PhasePruning.Pool(Plan, book, null), PhasePruning.Pool(Plan, byHand, null));
    }

    [Fact]
    public void The_end_of_a_phase_says_why_it_pruned_what_it_saved_and_what_it_may_have_lost()
    {
        var decision = Decision(0, (2, 0));
        using var output = new StringWriter();
        var terminal = new Terminal(output, TextWriter.Null, TextReader.Null, false, new ToolEnvironment("/", _ => null));
        PhaseSummary.Print(new PhaseOutcome(Plan.Phases[0], decision, []) { Plan = Plan, Pruning = Pooled((2, 0)) }, terminal);

        Assert.Contains("  prune: auto: median from epoch 4: expected to save 30 % of the epochs; saved 100 of 300 search epochs (33 %)", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("  risk:  of 2 controls that ran on", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Status_shows_what_pruning_saved_and_lost_also_without_a_storage()
    {
        var report = StatusReader.Read(Plan, Book((3, 0)), null, running: false);
        using var output = new StringWriter();
        StatusTable.Print(report, new Terminal(output, TextWriter.Null, TextReader.Null, false, new ToolEnvironment("/", _ => null)));

        Assert.Contains("Pruning saved 100 of 300 search epochs (33 %); of 3 controls that ran on although due to be pruned, none became the best; at most 63.2 % would (95 % bound).", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"regret_upper_bound\": 0.6316", StatusJson.Write(report), StringComparison.Ordinal);
    }

    private static PruningSavings Pooled(params (int Controls, int Regrets)[] runs) => PhasePruning.Pool(Plan, Book(runs), null);

    private static DecisionBook Book(params (int Controls, int Regrets)[] runs) =>
        runs.Select((r, i) => Decision(i, r)).Aggregate(DecisionBook.Empty, (book, d) => book.With(d));

    private static Decision Decision(int run, (int Controls, int Regrets) counts) => new()
    {
        Phase = "learning-rate",
        Study = $"digits-learning-rate-{run}",
        State = DecisionState.Kept,
        Evidence = new DecisionEvidence
        {
            Trials = 40,
            Complete = 20,
            Pruned = 20,
            Epochs = 200,
            PlannedEpochs = 300,
            Controls = counts.Controls,
            Regrets = counts.Regrets,
            Pruning = "auto: median from epoch 4: expected to save 30 % of the epochs",
        },
    };
}
