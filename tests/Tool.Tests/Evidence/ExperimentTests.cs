using System.Text;
using HyperScaffold.Contracts;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Evidence;
using HyperScaffold.Tool.Evidence.Experiments;
using HyperScaffold.Tool.Plans;
using Xunit;

namespace HyperScaffold.Tool.Tests.Evidence;

public sealed class ExperimentTests
{
    private const string PlanText = """
        version: 1
        name: digits
        metric: { name: validation_accuracy, goal: maximize, summary: best }
        budget: { epochs: 30, hours: 1 }
        parameters:
          learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
          batch_size:    { default: 64, choices: [16, 32, 64, 128, 256] }
          schedule:      { default: constant, choices: [constant, cosine, one_cycle] }
          weight_decay:  { default: 0, low: 1e-6, high: 0.1, scale: log, disabled: 0 }
          dropout:       { default: 0, low: 0, high: 0.7, hard: low }
          hidden:        { default: 128, low: 32, high: 512, scale: log, type: int }
        phases:
          - { name: learning-rate,      question: Which?, tune: [learning_rate],                        trials: 20 }
          - { name: batch-and-schedule, question: Which?, tune: [batch_size, schedule, learning_rate],  trials: 30 }
          - { name: regularization,     question: How?,   tune: [weight_decay, dropout, learning_rate], trials: 20, when: overfitting }
        search: { sampler: auto, pruner: auto, seed: 1, workers: auto, refine: auto, confirm: { top: 3, seeds: 3 } }
        """;

    private static readonly ProverOptions Few = new() { Seeds = 3, Retrains = 2, Quick = true };

    private static Plan Digits => PlanFile.Parse(PlanText, "hyper.yaml");

    public static TheoryData<string> Names => [.. new ExperimentBook(TimeProvider.System).All.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_experiment_answers_all_its_questions(string name)
    {
        var first = await Run(name, new FakeTrainings());
        Assert.All(first.Arms, a => Assert.All(a.Scores, s => Assert.True(double.IsFinite(s), a.Name)));
        Assert.All(first.Arms.Where(a => a.Name != "defaults"), a => Assert.All(a.Ends, e => Assert.True(e is { Trials: > 0, Epochs: > 0 }, a.Name)));
        Assert.NotEmpty(first.Answers);
        Assert.All(first.Experiment.Codes, code => Assert.Contains(code, RuleCodes.All));
    }

    [Fact]
    public async Task What_the_formula_makes_true_holds_and_what_it_makes_false_does_not()
    {
        Assert.Equal(Outcome.Holds, Assert.Single((await Run("order", new FakeTrainings())).Answers).Outcome);

        // the best rate lies far above the narrow range, so widening must bring it there
        var widened = await Run("widen", new FakeTrainings());
        Assert.Equal([Outcome.Holds, Outcome.Holds, Outcome.Holds], widened.Answers.Select(a => a.Outcome));
        Assert.All(widened.Arms.First(a => a.Name == "narrow plan").Ends, e => Assert.InRange((double)e.Winner["learning_rate"]!, 0.005, 0.5));

        // a rate of 0.01 ends both lists, so that the scale makes no difference
        Assert.Equal(Outcome.Fails, (await Run("spacing", new FakeTrainings())).Answers[1].Outcome);
    }

    [Fact]
    public async Task A_proof_is_written_as_text_and_as_a_section_of_a_page()
    {
        var text = new StringBuilder();
        foreach (var name in new[] { "order", "apart", "pruning" })
        {
            var proof = await Run(name, new FakeTrainings());
            text.AppendJoin('\n', ProofText.Plain(proof, Digits)).Append("\n\n").AppendJoin('\n', ProofText.Markdown(proof, Digits)).Append('\n');
        }

        Approval.Match(text.ToString(), "Tool.Tests/Evidence/proofs.approved.txt");
    }

    [Fact]
    public async Task Arms_share_trainings_but_each_pays_for_what_it_would_have_trained()
    {
        var proof = await Run("pruning", new FakeTrainings());
        var (whole, automatic) = (proof.Arms.First(a => a.Name == "all to the end"), proof.Arms.First(a => a.Name == "automatic pruner"));
        Assert.All(whole.Ends.Zip(automatic.Ends), pair => Assert.True(pair.Second.Epochs < pair.First.Epochs));
        Assert.Equal(whole.Ends.Select(e => e.Trials), automatic.Ends.Select(e => e.Trials));
    }

    [Fact]
    public async Task Without_a_logged_loss_the_metric_is_the_yardstick() =>
        Assert.Equal("validation_accuracy", (await Run("apart", new FakeTrainings { LogsLoss = false })).Yardstick.Name);

    [Fact]
    public void A_grid_has_the_ends_of_a_range_and_what_switches_a_parameter_off()
    {
        Assert.Equal([1e-5, Math.Sqrt(1e-5), 1.0], GridExperiment.Levels(Digits.FindParameter("learning_rate")!, 3).Select(v => (double)v!), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([16L, 64L, 256L], GridExperiment.Levels(Digits.FindParameter("batch_size")!, 3));
        Assert.Equal([0.0, 1e-6, 0.1], GridExperiment.Levels(Digits.FindParameter("weight_decay")!, 3).Select(v => (double)v!), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([32L, 128L, 512L], GridExperiment.Levels(Digits.FindParameter("hidden")!, 3));
    }

    [Fact]
    public void An_experiment_says_what_a_plan_lacks_for_it()
    {
        var plan = Digits with { Parameters = [.. Digits.Parameters.Where(p => p.Name is "learning_rate" or "dropout")] };
        Assert.Null(new OrderExperiment().Lacks(plan));
        Assert.Contains("batch_size", new ApartExperiment().Lacks(plan), StringComparison.Ordinal);
        Assert.Contains("4 parameters", new GridExperiment(4).Lacks(plan), StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_of_a_laboratory_tunes_everything_in_wider_ranges_and_keeps_the_rest()
    {
        var text = LabPlan.Of(PlanText, Digits);
        var lab = PlanFile.Parse(text, "hyper.yaml");
        Assert.Equal(Digits.Parameters.Select(p => p.Name), Assert.Single(lab.Phases).Tune);
        Assert.True(lab.FindParameter("learning_rate") is { Low: < 1e-8, High: > 1e3 });
        Assert.Equal(Digits.FindParameter("dropout"), lab.FindParameter("dropout"));
        Assert.Equal(Digits.Metric, lab.Metric);
    }

    private static async Task<Proof> Run(string name, FakeTrainings trainings)
    {
        var experiment = Assert.Single(new ExperimentBook(TimeProvider.System).Find(name));
        var plan = experiment.Lacks(Digits) is null ? Digits : OptimizerPlan.Read();
        Assert.Null(experiment.Lacks(plan));
        return await new Prover(trainings, plan, Few).RunAsync(experiment, (_, _) => { }, TestContext.Current.CancellationToken);
    }
}
