using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Tests.Commands;
using HyperScaffold.Trials;
using Xunit;

namespace HyperScaffold.Tool.Tests.Running;

public sealed class PhaseDecisionTests
{
    private const string Plan = """
        version: 1
        name: parabola
        metric: { name: score, goal: maximize }
        budget: { epochs: 2 }
        trainer: { command: ["python3", "train.py"] }
        parameters:
          rate:  { default: 0.001, low: 1e-5, high: 1.0, scale: log }
          decay: { default: 0, low: 1e-6, high: 0.1, scale: log, disabled: 0 }
        phases:
          - { name: rate,  question: Which?, tune: [rate],  trials: 12 }
          - { name: decay, question: How?,   tune: [decay], trials: 12 }
        search: { seed: 1, workers: 2 }
        """;

    private const string Script = """
        import json, math, sys
        job = json.loads(sys.stdin.readline())
        p = job["parameters"]
        score = 0.9 - 0.05 * math.log10(p["rate"] / 0.05) ** 2 - p["decay"] + 0.0005 * math.sin(job["seed"])
        for step in range(1, job["epochs"] + 1):
            print(json.dumps({"step": step, "value": score}), flush=True)
        if job["test"]:
            print(json.dumps({"test": 0.8}))
        """;

    [Fact]
    public void A_command_trains_a_project_that_is_a_plan_and_a_script()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        Assert.SkipUnless(path.Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, "python3"))), "python3 is not on PATH");
        using var project = Project();
        var run = ToolRun.In(project.Folder, "run", "--quiet");
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("rate: adopted rate 0.0", run.Out, StringComparison.Ordinal);
        Assert.Contains("test 0.8", run.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(project.PathOf("Generated")));

        var again = ToolRun.In(project.Folder, "phase", "redo", "rate", "--quiet");
        Assert.True(again.Code == 0, again.Error);
        var book = Book(project);
        Assert.Equal(["parabola-rate", "parabola-rate-2"], book.Decisions.Where(d => d.Phase == "rate").Select(d => d.Study).Order());
        Assert.Equal("parabola-rate-2", book.Current("rate")!.Study);
        Assert.Single(book.Decisions, d => d.Phase == "rate" && d.Superseded);
    }

    [Fact]
    public void A_phase_is_skipped_by_hand_with_a_reason_that_is_kept()
    {
        using var project = Project();
        Assert.Equal(0, ToolRun.In(project.Folder, "phase", "skip", "rate", "--because", "known from a paper").Code);
        Assert.Equal((DecisionState.Skipped, "by hand: known from a paper"), (Book(project).Current("rate")!.State, Book(project).Current("rate")!.Because));
        Assert.Equal("decay", PhaseStates.Next(PlanFile.Parse(Plan, "hyper.yaml"), Book(project))!.Name);
        Assert.Contains("\"state\": \"skipped\"", ToolRun.In(project.Folder, "phase", "skip", "decay", "--because", "no need", "--json").Out, StringComparison.Ordinal);
        Assert.Equal(2, ToolRun.In(project.Folder, "phase", "skip", "rate").Code);
        Assert.Equal(2, ToolRun.In(project.Folder, "phase", "skip", "nothing", "--because", "x").Code);
    }

    [Theory]
    [InlineData("phase", "next")]
    [InlineData("phase", "redo", "decay")]
    public void A_frozen_value_of_another_kind_is_refused_before_anything_is_written(params string[] command)
    {
        using var project = Project();
        var rate = new Decision { Phase = "rate", Study = "parabola-rate", State = DecisionState.Adopted, Frozen = System.Collections.Immutable.ImmutableSortedDictionary<string, object?>.Empty.Add("rate", "banana") };
        DecisionFile.Save(project.PathOf("hyper.decisions.yaml"), DecisionBook.Empty.With(rate));

        var run = ToolRun.In(project.Folder, command);

        Assert.Equal(2, run.Code);
        Assert.Contains("A value of rate must fit what hyper.yaml says of it, but hyper.decisions.yaml has banana. Run dotnet hyper phase redo", run.Error, StringComparison.Ordinal);
        Assert.Null(Book(project).Current("decay"));
    }

    [Fact]
    public void A_trial_is_adopted_by_hand_and_the_old_decision_stays_in_the_history()
    {
        using var project = Project();
        using (var storage = StorageFactory.Open("sqlite:///" + Database(project)))
        {
            var study = storage.CreateStudy("parabola-rate", StudyDirection.Maximize);
            storage.Add(study.Id, new NewTrial
            {
                State = TrialState.Complete,
                Value = 0.7,
                Parameters = System.Collections.Immutable.ImmutableDictionary<string, ParameterValue>.Empty.Add("rate", new ParameterValue(new Spaces.FloatDistribution(1e-5, 1, log: true), 0.25)),
            });
        }

        DecisionFile.Save(project.PathOf("hyper.decisions.yaml"), DecisionBook.Empty.With(new Decision { Phase = "rate", Study = "parabola-rate", State = DecisionState.Kept, Because = "no lead" }));
        var run = ToolRun.In(project.Folder, "phase", "adopt", "rate", "--trial", "0", "--because", "twice as fast");
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(0.25, Book(project).Current("rate")!.Frozen["rate"]);
        Assert.Equal([true, false], Book(project).Decisions.Select(d => d.Superseded));
        Assert.EndsWith("Next: dotnet hyper phase next (decay)\n", run.Out, StringComparison.Ordinal);

        var wrong = ToolRun.In(project.Folder, "phase", "adopt", "rate", "--trial", "9", "--because", "x");
        Assert.Equal(1, wrong.Code);
        Assert.Contains("has no complete trial 9", wrong.Error, StringComparison.Ordinal);
        var none = ToolRun.In(project.Folder, "phase", "adopt", "rate", "--because", "x");
        Assert.Equal((2, "hyper: error: --trial must name a complete trial of phase 'rate', but it is missing. The best are 0 (0.7000); dotnet hyper trials parabola-rate shows all.\n"), (none.Code, none.Error));
        var early = ToolRun.In(project.Folder, "phase", "adopt", "decay", "--because", "x");
        Assert.Equal((2, "hyper: error: --trial must name a complete trial of phase 'decay', but it is missing. It has none yet: dotnet hyper phase next\n"), (early.Code, early.Error));
        Assert.Contains("See: dotnet hyper phase adopt --help", ToolRun.In(project.Folder, "phase", "adopt", "rate", "--trial", "abc").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_person_adopts_is_judged_anew_and_says_what_it_makes_stale()
    {
        using var project = Project();
        var plan = PlanFile.Parse(Plan, "hyper.yaml");
        using (var storage = StorageFactory.Open("sqlite:///" + Database(project)))
        {
            var study = storage.CreateStudy("parabola-rate", StudyDirection.Maximize);
            foreach (var rate in new[] { 0.001, 0.25 })
            {
                storage.Add(study.Id, new NewTrial
                {
                    State = TrialState.Complete,
                    Value = rate,
                    Parameters = System.Collections.Immutable.ImmutableDictionary<string, ParameterValue>.Empty.Add("rate", new ParameterValue(new Spaces.FloatDistribution(1e-5, 1, log: true), rate)),
                });
            }
        }

        var old = new Decision { Phase = "rate", Study = "parabola-rate", State = DecisionState.Kept, Because = "no lead", Findings = ["HS205 warning: the old one overfits: a. Remedy: b"] };
        var book = DecisionBook.Empty.With(old);
        book = book.With(new Decision { Phase = "decay", Study = "parabola-decay", State = DecisionState.Kept, PlanHash = PlanHash.Of(plan, book, plan.Phases[1]) });
        DecisionFile.Save(project.PathOf("hyper.decisions.yaml"), book);

        var run = ToolRun.In(project.Folder, "phase", "adopt", "rate", "--trial", "1", "--because", "calmer");

        Assert.True(run.Code == 0, run.Error);
        Assert.EndsWith("Stale now: decay (rate changed). Run it again: dotnet hyper phase next\n", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Book(project).Current("rate")!.Findings, f => f.StartsWith("HS205", StringComparison.Ordinal));
    }

    private static TempProject Project()
    {
        var project = new TempProject(Plan);
        File.Delete(project.PathOf("Digits.csproj"));
        File.WriteAllText(project.PathOf("train.py"), Script);
        return project;
    }

    private static string Database(TempProject project)
    {
        Directory.CreateDirectory(project.PathOf(".hyper"));
        return project.PathOf(".hyper/studies.db");
    }

    private static DecisionBook Book(TempProject project) => DecisionFile.Load(project.PathOf("hyper.decisions.yaml"));
}
