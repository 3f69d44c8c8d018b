using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Evidence;
using HyperScaffold.Tool.Tests.Commands;
using Xunit;

namespace HyperScaffold.Tool.Tests.Evidence;

public sealed class DesignMarkTests
{
    private static readonly Plan Plan = OptimizerPlan.Read();
    private static readonly PlanParameter Rate = ExperimentRoles.Rate(Plan);
    private static readonly ProverOptions Few = new() { Seeds = 2, Retrains = 1, Quick = true };

    private static readonly Dictionary<string, Func<Bench, ArmEnd>> Others = new()
    {
        { "usual", b => b.Search([Rate], "random", 4) },
        { "trials", b => b.Search([Rate], "random", 5) },
        { "sampler", b => b.Search([Rate], "tpe", 4) },
        { "range", b => b.Search([Rate with { High = 0.5 }], "random", 4) },
        { "scale", b => b.Search([Rate with { Log = false }], "random", 4) },
        { "around", b => b.Search([Rate], "random", 4, new BenchSearch { Around = b.Defaults.SetItem("batch_size", 256L) }) },
        { "pruner", b => b.Search([Rate], "random", 4, new BenchSearch { Pruner = "median" }) },
        { "warm-up", b => b.Search([Rate], "random", 4, new BenchSearch { Warmup = 3 }) },
        { "limit", b => b.Search([Rate], "random", 4, new BenchSearch { MostEpochs = 30 }) },
        { "fault", b => b.Deaf("learning_rate").Search([Rate], "random", 4) },
        { "length", b => b.Search([Rate], "random", 4) with { Length = 3 } },
        { "phase", b => Replay(b).AsItIs(Phase(4, null)) },
        { "more of a phase", b => Replay(b).AsItIs(Phase(5, null)) },
        { "a shorter phase", b => Replay(b).AsItIs(Phase(4, 3)) },
        { "another start", b => Replay(b).AsItIs(ExperimentPlans.With(Phase(4, null), Rate with { Default = 0.1 })) },
        { "a rule's edit", b => Replay(b).Remedied(Phase(4, null)) },
        { "another rule", b => new RuleReplay(b, TimeProvider.System, "HS204").AsItIs(Phase(4, null)) },
        { "a limit of phases", b => new PhaseReplay(b, TimeProvider.System) { MostEpochs = 20 }.Run(Phase(4, null)).End },
    };

    [Fact]
    public void An_arm_that_trains_something_else_under_its_old_name_has_another_mark()
    {
        Assert.Equal(Mark(new Trial(Others["usual"])), Mark(new Trial(b => b.Search([Rate], "random", 4))));
        Assert.DoesNotContain(Others.GroupBy(o => Mark(new Trial(o.Value)), o => o.Key), same => same.Count() > 1);
    }

    [Fact]
    public void Setup_seeds_retrainings_and_yardstick_are_in_the_mark_and_questions_are_not()
    {
        var usual = new Trial(Defaults);
        Assert.NotEqual(Mark(usual), Mark(new Trial(Defaults) { Setup = "another situation" }));
        Assert.NotEqual(Mark(usual), Mark(new Trial(Defaults) { Seeds = 10 }));
        Assert.NotEqual(Mark(usual), Mark(new Trial(Defaults) { Retrains = 10 }));
        Assert.NotEqual(Mark(usual), Mark(new Trial(Defaults) { PrefersLoss = true }));
        Assert.NotEqual(Mark(usual), Mark(new Trial(Defaults) { ArmName = "another" }));
        Assert.Equal(Mark(usual), Mark(new Trial(Defaults) { Claim = "One is worse." }));
    }

    [Fact]
    public void Every_experiment_has_a_mark_that_tells_its_arms_apart()
    {
        var experiments = new ExperimentBook(TimeProvider.System).All.Where(e => e.Lacks(Plan) is null).ToList();
        Assert.True(experiments.Count > 25, $"{experiments.Count}");
        foreach (var experiment in experiments)
        {
            Assert.Equal(Mark(experiment), Mark(experiment));
            var arms = experiment.Design(Plan, quick: false).Arms.Select(a => Rehearsal.Of(a with { Name = "arm" }, Plan, Yardstick.Loss)).ToList();
            Assert.True(arms.Distinct().Count() == arms.Count, experiment.Name);
        }

        Assert.Equal(experiments.Count, experiments.Select(Mark).Distinct().Count());
    }

    [Fact]
    public async Task A_kept_proof_is_found_while_its_design_stays_and_neither_after_a_change_nor_without_a_mark()
    {
        using var project = new TempProject(null);
        var kept = new KeptProofs(project.Folder, "abc", Few);
        var usual = new Trial(b => b.Search([Rate], "random", 4));
        kept.Keep(await new Prover(new FakeTrainings(), Plan, Few).RunAsync(usual, (_, _) => { }, TestContext.Current.CancellationToken), Plan, DateTime.UnixEpoch);
        Assert.NotNull(kept.Find(usual, Plan).Proof);
        Assert.Equal("One is worse.", kept.Find(new Trial(usual.Run) { Claim = "One is worse." }, Plan).Proof!.Answers[0].Question.Claim);
        Assert.Equal((null, "the experiment's design changed"), kept.Find(new Trial(b => b.Search([Rate], "random", 5)), Plan));

        var file = JsonNode.Parse(File.ReadAllText(kept.PathOf(usual)))!.AsObject();
        Assert.True(file.Remove("design"));
        File.WriteAllText(kept.PathOf(usual), file.ToJsonString());
        Assert.Equal((null, "the experiment's design changed"), kept.Find(usual, Plan));
    }

    private static string Mark(IExperiment experiment) => DesignMark.Of(experiment, Plan, quick: true);

    private static ArmEnd Defaults(Bench bench) => new(bench.Defaults, 0, 0);

    private static RuleReplay Replay(Bench bench) => new(bench, TimeProvider.System, "HS202");

    private static Plan Phase(int trials, int? epochs) => ExperimentPlans.Of(Plan, ExperimentPlans.Phase("rate", trials, epochs, Rate));

    private sealed class Trial(Func<Bench, ArmEnd> run) : IExperiment
    {
        public Func<Bench, ArmEnd> Run => run;

        public string ArmName { get; init; } = "one";

        public string Setup { get; init; } = "a situation";

        public string Claim { get; init; } = "One is better.";

        public int? Seeds { get; init; }

        public int? Retrains { get; init; }

        public bool PrefersLoss { get; init; }

        public string Name => "trial";

        public string Title => "one against the defaults";

        public ImmutableArray<string> Codes => [];

        public string? Lacks(Plan plan) => null;

        public ExperimentDesign Design(Plan plan, bool quick) =>
            new(Setup, [new Arm(ArmName, run), new Arm("defaults", Defaults)], [new Question(Claim, ArmName, "defaults")]) { Seeds = Seeds, Retrains = Retrains };
    }
}
