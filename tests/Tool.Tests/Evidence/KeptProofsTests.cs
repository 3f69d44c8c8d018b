using HyperScaffold.Phases;
using HyperScaffold.Tool.Evidence;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Tests.Commands;
using Xunit;

namespace HyperScaffold.Tool.Tests.Evidence;

public sealed class KeptProofsTests
{
    private const string PlanText = """
        version: 1
        name: digits
        metric: { name: validation_accuracy, goal: maximize, summary: best }
        budget: { epochs: 10, hours: 1 }
        parameters:
          learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
          batch_size:    { default: 64, choices: [16, 32, 64] }
          dropout:       { default: 0, low: 0, high: 0.7, hard: low }
          hidden:        { default: 128, low: 32, high: 512, scale: log, type: int }
        phases:
          - { name: learning-rate, question: Which?, tune: [learning_rate], trials: 10 }
          - { name: later,         question: Which?, tune: [dropout],       trials: 8 }
        """;

    private static readonly DateTime Noon = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);
    private static readonly ProverOptions Few = new() { Seeds = 2, Retrains = 2, Quick = true };
    private static readonly Plan Plan = PlanFile.Parse(PlanText, "hyper.yaml");

    [Fact]
    public async Task A_kept_proof_reads_as_it_was_written_and_only_for_the_same_files_and_settings()
    {
        using var project = new TempProject(null);
        foreach (var name in new[] { "apart", "order" })
        {
            var proof = await Run(name, new FakeTrainings(), SearchEnds.None);
            var kept = new KeptProofs(project.Folder, "abc", Few).Keep(proof, Plan, Noon);
            var found = new KeptProofs(project.Folder, "abc", Few).Find(proof.Experiment, Plan).Proof!;
            Assert.Equal(ProofText.Markdown(kept, Plan), ProofText.Markdown(found, Plan));
            Assert.Contains("Run on 2026-11-22", string.Join('\n', ProofText.Plain(found, Plan)), StringComparison.Ordinal);
            Assert.Equal(proof.Arms.SelectMany(a => a.TestOfEach), found.Arms.SelectMany(a => a.TestOfEach));
            Assert.Equal((null, "the project's files changed"), new KeptProofs(project.Folder, "abd", Few).Find(proof.Experiment, Plan));
            Assert.Equal((null, "--seeds, --retrains or --quick changed"), new KeptProofs(project.Folder, "abc", Few with { Quick = false }).Find(proof.Experiment, Plan));
            Assert.Equal((null, "--seeds, --retrains or --quick changed"), new KeptProofs(project.Folder, "abc", Few with { Seeds = 3 }).Find(proof.Experiment, Plan));
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{ \"project\": \"abc\" }")]
    public void What_is_no_kept_result_is_named_with_the_remedy(string text)
    {
        using var project = new TempProject(null);
        File.WriteAllText(Path.Combine(project.Folder, "order.proof.json"), text);
        var fault = Assert.Throws<UsageException>(() => new KeptProofs(project.Folder, "abc", Few).Find(Experiment("order"), Plan));
        Assert.Contains("order.proof.json is no result", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Delete it", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_that_ended_before_an_interruption_is_not_done_again()
    {
        using var project = new TempProject(null);
        var path = Path.Combine(project.Folder, "spacing.part.proof.json");
        var first = new FakeTrainings();
        var whole = await Run("spacing", first, new SearchEnds(path, "abc", true));
        var again = new FakeTrainings();
        var resumed = await Run("spacing", again, new SearchEnds(path, "abc", true));
        Assert.Equal(ProofText.Plain(whole, Plan), ProofText.Plain(resumed, Plan));
        Assert.True(again.Asked.Count < first.Asked.Count, $"{again.Asked.Count} of {first.Asked.Count}");
        Assert.Null(new SearchEnds(path, "other files", true).Find("linear, 1e-05 to 1", 1));
        Assert.NotNull(new SearchEnds(path, "abc", true).Find("linear, 1e-05 to 1", 1));
    }

    [Fact]
    public async Task An_interruption_within_a_phase_is_no_failure_of_its_trials()
    {
        using var stop = new CancellationTokenSource();
        var trainings = new FakeTrainings { OnTraining = asked => { if (asked > 15) { stop.Cancel(); } } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Prover(trainings, Plan, Few).RunAsync(Experiment("phases"), (_, _) => { }, stop.Token));
    }

    private static IExperiment Experiment(string name) => Assert.Single(new ExperimentBook(TimeProvider.System).Find(name));

    private static Task<Proof> Run(string name, FakeTrainings trainings, SearchEnds ends) =>
        new Prover(trainings, Plan, Few) { Ends = ends }.RunAsync(Experiment(name), (_, _) => { }, TestContext.Current.CancellationToken);
}
