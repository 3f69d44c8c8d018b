using HyperScaffold.Phases;
using HyperScaffold.Tool.Evidence;
using HyperScaffold.Tool.Evidence.Experiments;
using HyperScaffold.Tool.Plans;
using Xunit;

namespace HyperScaffold.Tool.Tests.Evidence;

public sealed class PhaseExperimentTests
{
    private const string PlanText = """
        version: 1
        name: digits
        metric: { name: validation_accuracy, goal: maximize, summary: best }
        budget: { epochs: 10, hours: 1 }
        parameters:
          learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
          batch_size:    { default: 64, choices: [16, 32, 64, 128, 256] }
          schedule:      { default: constant, choices: [constant, cosine, one_cycle] }
          weight_decay:  { default: 0, low: 1e-6, high: 0.1, scale: log, disabled: 0 }
          dropout:       { default: 0, low: 0, high: 0.7, hard: low }
          hidden:        { default: 128, low: 32, high: 512, scale: log, type: int }
        phases:
          - { name: learning-rate, question: Which?, tune: [learning_rate], trials: 20 }
        search: { sampler: auto, pruner: none, seed: 1, confirm: { top: 2, seeds: 2 } }
        """;

    private static readonly Plan Digits = PlanFile.Parse(PlanText, "hyper.yaml");

    private static Bench NewBench => new(new FakeTrainings(), Digits, Yardstick.Metric(Digits.Metric), 1, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_phase_on_a_deaf_training_keeps_the_defaults_and_the_rule_says_so()
    {
        var proof = await new Prover(new FakeTrainings(), Digits, new ProverOptions { Seeds = 2, Retrains = 2, Quick = true })
            .RunAsync(new DeafExperiment(TimeProvider.System), (_, _) => { }, TestContext.Current.CancellationToken);
        var deaf = proof.Arms.Single(a => a.Name == "not heard, phase");
        Assert.All(deaf.Ends, e => Assert.True(e is { Rule: "HS214", Spoke: true } && Equals(e.Winner["learning_rate"], 0.001)));
        Assert.Contains("HS214 spoke with 2 of 2 seeds (not heard, phase).", string.Join('\n', ProofText.Plain(proof, Digits)), StringComparison.Ordinal);
        Assert.Contains("HS214 spoke with 2 of 2 seeds (not heard, phase).", ProofText.Markdown(proof, Digits));
        Assert.Equal(Outcome.Holds, proof.Answers[^1].Outcome);
    }

    [Fact]
    public void Where_a_rule_speaks_its_edit_is_applied_and_where_it_is_silent_the_plan_stays()
    {
        // every sixth rate or so is near the best, so that eight trials are too few for HS202
        var few = ExperimentPlans.Of(Digits, ExperimentPlans.Phase("few", 4, null, ExperimentRoles.Common(Digits, 5)));
        var replay = new RuleReplay(NewBench, TimeProvider.System, "HS202");
        var (left, remedied) = (replay.AsItIs(few), replay.Remedied(few));
        Assert.True(left.Spoke && remedied.Spoke);
        Assert.Equal(4, left.Trials);
        Assert.InRange(remedied.Trials, 5, 12);

        var silent = new RuleReplay(NewBench, TimeProvider.System, "HS204");
        Assert.False(silent.AsItIs(few).Spoke);
        Assert.Equal(silent.AsItIs(few).Winner, silent.Remedied(few).Winner);
        Assert.Null(silent.Edited(few).Edited);
    }

    [Fact]
    public void A_winner_of_shorter_trials_is_judged_by_as_long_a_training()
    {
        var brief = ExperimentPlans.Of(Digits, ExperimentPlans.Phase("brief", 6, 4, ExperimentRoles.Rate(Digits)));
        var end = new RuleReplay(NewBench, TimeProvider.System, "HS207").AsItIs(brief);
        Assert.Equal(4, end.Length);
        Assert.Equal(end.Trials * 4, end.Epochs);
    }

    [Fact]
    public void A_deaf_training_trains_the_default_whatever_is_asked()
    {
        var bench = NewBench;
        var other = bench.Defaults.SetItem("learning_rate", 0.05);
        Assert.NotEqual(bench.Train(bench.Defaults).Reports, bench.Train(other).Reports);
        Assert.Equal(bench.Train(bench.Defaults).Reports, bench.Deaf("learning_rate").Train(other).Reports);
    }

    [Fact]
    public void Each_experiment_says_what_it_lacks()
    {
        Plan Without(params string[] names) => Digits with { Parameters = [.. Digits.Parameters.Where(p => !names.Contains(p.Name))] };
        var time = TimeProvider.System;
        Assert.Contains("learning_rate", new GoodPointsExperiment(time).Lacks(Without("learning_rate")), StringComparison.Ordinal);
        Assert.Contains("weight_decay", new DivergingExperiment(time).Lacks(Without("weight_decay")), StringComparison.Ordinal);
        Assert.Contains("weight_decay or dropout", new OverfittingExperiment(time).Lacks(Without("weight_decay", "dropout")), StringComparison.Ordinal);
        Assert.Null(new OverfittingExperiment(time).Lacks(Without("weight_decay")));
        Assert.Contains("width or depth", new UnderfittingExperiment(time).Lacks(Without("hidden")), StringComparison.Ordinal);
        Assert.Contains("weight_decay or dropout", new UnderfittingExperiment(time).Lacks(Without("weight_decay", "dropout")), StringComparison.Ordinal);
        Assert.Contains("learning_rate", new LongerExperiment(time).Lacks(Without("learning_rate")), StringComparison.Ordinal);
        Assert.Contains("batch_size", new ShorterExperiment(time).Lacks(Without("batch_size")), StringComparison.Ordinal);
        Assert.Contains("warmup", new StabilityExperiment(time).Lacks(Digits), StringComparison.Ordinal);
        Assert.Contains("schedule", new RisingLossExperiment(time).Lacks(Without("schedule")), StringComparison.Ordinal);
        Assert.Contains("learning_rate", new DeafExperiment(time).Lacks(Without("learning_rate")), StringComparison.Ordinal);
        Assert.Contains("dropout", new JitterExperiment(time).Lacks(Without("dropout")), StringComparison.Ordinal);
    }
}
