using System.Collections.Immutable;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Evidence;
using HyperScaffold.Tool.Evidence.Experiments;
using HyperScaffold.Tool.Tests.Commands;
using Xunit;

namespace HyperScaffold.Tool.Tests.Evidence;

public sealed class PlanRuleExperimentTests
{
    private static Plan Plan => OptimizerPlan.Read();

    [Fact]
    public void Every_rule_has_an_experiment()
    {
        var book = new ExperimentBook(TimeProvider.System);
        Assert.Empty(RuleCodes.All.Where(c => book.Find(c).IsEmpty));
    }

    [Fact]
    public void What_a_plan_lacks_for_two_optimizers_is_said()
    {
        var without = Plan with { Parameters = [.. Plan.Parameters.Where(p => p.Name is not ("optimizer" or "epsilon" or "schedule" or "weight_decay"))] };
        Assert.Contains("optimizer", new OwnRatesExperiment().Lacks(without), StringComparison.Ordinal);
        Assert.Contains("epsilon", new AdamExperiment().Lacks(without), StringComparison.Ordinal);
        Assert.Contains("schedule", new WarmupExperiment().Lacks(without), StringComparison.Ordinal);
        Assert.Contains("weight_decay", new ZeroExperiment().Lacks(without), StringComparison.Ordinal);
        Assert.Null(new LengthExperiment().Lacks(without));
        Assert.Contains("two phases", new BudgetExperiment(TimeProvider.System).Lacks(Plan with { Phases = [Plan.Phases[0]] }), StringComparison.Ordinal);

        var sgd = Plan with { Parameters = [.. Plan.Parameters.Select(p => p.Name == "optimizer" ? p with { Choices = ["sgd", "nesterov"] } : p)] };
        Assert.Contains("adaptive choice", new OwnRatesExperiment().Lacks(sgd), StringComparison.Ordinal);
        var constant = Plan with { Parameters = [.. Plan.Parameters.Select(p => p.Name == "schedule" ? p with { Choices = ["constant", "cosine"] } : p)] };
        Assert.Contains("one_cycle", new WarmupExperiment().Lacks(constant), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rate_of_one_optimizer_alone_becomes_the_plans_own_rate()
    {
        var arms = new OwnRatesExperiment().Design(Plan, quick: true).Arms;
        var end = arms.First(a => a.Name == "a rate and range each").Run(Bench());
        Assert.Equal(Plan.Parameters.Select(p => p.Name).Order(StringComparer.Ordinal), end.Winner.Keys);
        Assert.NotEqual(0.001, end.Winner["learning_rate"]);

        var (own, other) = (arms.First(a => a.Name == "adaptive, its own rate").Run(Bench()), arms.First(a => a.Name == "plain, the other's rate").Run(Bench()));
        Assert.Equal(("adam", "sgd"), (own.Winner["optimizer"], other.Winner["optimizer"]));
        Assert.Equal(own.Winner["learning_rate"], other.Winner["learning_rate"]);
    }

    [Fact]
    public void A_linear_range_from_0_has_no_switch_and_every_arm_tries_none_at_all()
    {
        var asked = new FakeTrainings();
        foreach (var arm in new ZeroExperiment().Design(Plan, quick: true).Arms)
        {
            var end = arm.Run(Bench(asked));
            Assert.Equal((8 + 7, 15 * 10), (end.Trials, end.Epochs));
            Assert.InRange((double)end.Winner["weight_decay"]!, 0, 0.1);
        }

        Assert.Contains(asked.Asked.Keys, k => k.Contains("weight_decay=0 ", StringComparison.Ordinal) && !k.Contains("learning_rate=0.001 ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_length_that_was_tuned_is_the_length_that_its_winner_is_retrained_at()
    {
        var design = new LengthExperiment().Design(Plan, quick: true);
        var tuned = design.Arms.First(a => a.Name == "length tuned").Run(Bench());
        Assert.InRange(tuned.Length!.Value, 1, 10);
        Assert.True(tuned is { Trials: > 8, Epochs: >= 80 and < 90 }, $"{tuned.Trials} trials, {tuned.Epochs} epochs");
        Assert.Null(design.Arms.First(a => a.Name == "full trainings").Run(Bench()).Length);
        Assert.DoesNotContain(BenchSpace.LengthName, tuned.Winner.Keys);
    }

    [Fact]
    public async Task A_winner_of_half_the_length_scores_as_half_of_its_curve_does_and_has_no_test()
    {
        var proof = await new Prover(new FakeTrainings(), Plan, new ProverOptions { Seeds = 2, Retrains = 1 }).RunAsync(new Halves(), (_, _) => { }, TestContext.Current.CancellationToken);
        Assert.All(proof.Arms[0].Scores.Zip(proof.Arms[1].Scores), s => Assert.True(s.First < s.Second, $"{s}"));
        Assert.All(proof.Arms[0].Tests.Concat(proof.Arms[0].TestOfEach), t => Assert.True(double.IsNaN(t)));
        Assert.All(proof.Arms[1].Tests, t => Assert.True(double.IsFinite(t)));
        Assert.Contains(ProofText.Plain(proof, Plan), l => l.Contains("the defaults; 1 epochs", StringComparison.Ordinal));

        using var project = new TempProject(null);
        var kept = new KeptProofs(project.Folder, "abc", new ProverOptions());
        kept.Keep(proof, Plan, new DateTime(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc));
        Assert.Equal(proof.Arms[0].Ends.Select(e => (e.Seen, e.Length)), kept.Find(proof.Experiment, Plan).Proof!.Arms[0].Ends.Select(e => (e.Seen, e.Length)));
    }

    [Fact]
    public void No_trial_begins_after_the_epochs_of_a_budget_and_later_phases_get_nothing()
    {
        var plan = Plan with { Phases = [.. Plan.Phases.Select(p => p with { When = PhaseCondition.Always, Search = p.Search with { Pruner = "none" } })] };
        var whole = new PhaseReplay(Bench(), TimeProvider.System).Run(plan);
        var cut = new PhaseReplay(Bench(), TimeProvider.System) { MostEpochs = 100 }.Run(plan);
        Assert.True(whole.End.Epochs + whole.End.ConfirmEpochs > 300);
        Assert.InRange(cut.End.Epochs + cut.End.ConfirmEpochs, 100, 110);
        Assert.DoesNotContain(cut.End.Winner.Keys, k => k == "dropout" && !Equals(cut.End.Winner[k], Plan.FindParameter("dropout")!.Default));
    }

    [Fact]
    public void What_is_confirmed_begins_with_the_good_values_and_keeps_its_ranges()
    {
        var bench = Bench();
        var good = GoodValues.Of(bench, quick: true);
        var plan = GoodValues.Plan(Plan, good.Winner, [Plan.FindParameter("dropout")!], 5);
        Assert.Equal(good.Winner["learning_rate"], plan.FindParameter("learning_rate")!.Default);
        Assert.Equal(HardEnds.Low | HardEnds.High, plan.FindParameter("dropout")!.Hard);

        // the formula knows no dropout, so nothing can lead
        var end = new PhaseReplay(bench, TimeProvider.System).Run(plan).End;
        Assert.Equal(good.Winner, end.Winner);
        Assert.Equal(6, end.Trials);
    }

    private static Bench Bench(FakeTrainings? trainings = null) =>
        new(trainings ?? new FakeTrainings(), Plan, Yardstick.Metric(Plan.Metric), 1, TestContext.Current.CancellationToken);

    private sealed class Halves : IExperiment
    {
        public string Name => "halves";

        public string Title => "one epoch against all";

        public ImmutableArray<string> Codes => [];

        public bool PrefersLoss => false;

        public string? Lacks(Plan plan) => null;

        public ExperimentDesign Design(Plan plan, bool quick) => new(
            "nothing is searched",
            [new Arm("one", b => new ArmEnd(b.Defaults, 1, 1) { Length = 1, Seen = 0.5 }), new Arm("all", b => new ArmEnd(b.Defaults, 1, 10))],
            [new Question("All are better.", "all", "one")]);
    }
}
