using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HyperScaffold.Phases;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Trials;
using Xunit;

namespace HyperScaffold.Tool.Tests.Commands;

/// <summary>A widening and a cut, written into a plan with comments and a layout of its own.</summary>
public sealed class PhaseFixEditTests
{
    private const string Text = """
        # tuned since May
        version: 1
        name: parabola
        metric: { name: score, goal: maximize }
        budget: { epochs: 1 }
        trainer: { command: ["no-such-trainer-of-this-test"] }
        parameters:
          # a colleague's range
          rate:  { default: 0.001,   low: 1e-5, high: 100.0, scale: log }   # up to where?
          decay:
            default: 0.001
            low: 1e-4
            high: 0.01     # from the paper
            scale: log
          width: { default: 64, low: 32, high: 512, scale: log, type: int }

        phases:
          - { name: first,  question: Which rate?,  tune: [rate, decay],  trials: 30, pruner: none, confirm: none }
          - { name: second, question: How wide?,    tune: [width],        trials: 8 }
          - { name: third,  question: Decay again?, tune: [decay],        trials: 8 }   # after the width
          - { name: fourth, question: Not yet?,     tune: [rate, width],  trials: 8 }
        """;

    private const int Trials = 30;
    private const int Trained = 19;

    [Fact]
    public void A_widening_and_a_cut_land_in_the_plan_and_leave_its_comments_and_its_layout()
    {
        using var project = Project();

        var run = ToolRun.In(project.Folder, "phase", "fix", "first");

        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(
            """
            HS201: let decay end at 0.1, then run it again: dotnet hyper phase redo first
            HS204: let rate end at 0.29, so that these trials are spent where training works
            wrote: hyper.yaml
            Stale now: first (rate, decay changed), third (decay changed). Run them again, one after the other: dotnet hyper phase next

            """,
            run.Out);
        Assert.Equal(
            Text.Replace("high: 100.0", "high: 0.29", StringComparison.Ordinal).Replace("high: 0.01 ", "high: 0.1 ", StringComparison.Ordinal),
            File.ReadAllText(project.PathOf("hyper.yaml")));
    }

    [Fact]
    public void Exactly_the_phases_that_the_edits_touch_are_stale_then()
    {
        using var project = Project();
        Assert.Equal(0, ToolRun.In(project.Folder, "phase", "fix", "first", "--code", "hs201").Code);

        var list = ToolRun.In(project.Folder, "phase", "list").Out;

        Assert.Contains("first: stale: decay changed since it was decided", list, StringComparison.Ordinal);
        Assert.Contains("third: stale: decay changed since it was decided", list, StringComparison.Ordinal);
        Assert.Matches(@"\| second +\| done ", list);
        Assert.Matches(@"\| fourth +\| waiting ", list);
        Assert.Contains("about the plan as it was: decay changed since", ToolRun.In(project.Folder, "phase", "fix", "first").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void As_JSON_it_has_what_was_applied_and_what_is_stale_then()
    {
        using var project = Project();

        var run = ToolRun.In(project.Folder, "phase", "fix", "first", "--code", "HS201", "--json");

        Assert.Equal((0, string.Empty), (run.Code, run.Error));
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal("HS201", Assert.Single(json.RootElement.GetProperty("applied").EnumerateArray()).GetProperty("code").GetString());
        Assert.Equal(["first", "third"], json.RootElement.GetProperty("stale").EnumerateArray().Select(s => s.GetString()));
        Assert.Contains("high: 0.1 ", File.ReadAllText(project.PathOf("hyper.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_phase_that_was_renamed_is_told_where_its_decision_is_left_behind()
    {
        using var project = Project();
        File.WriteAllText(project.PathOf("hyper.yaml"), Text.Replace("name: first", "name: begin", StringComparison.Ordinal));

        Assert.Contains("The plan has no phase first any more, so what was decided there does not hold.", ToolRun.In(project.Folder, "phase", "list").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_changed_is_named_in_the_words_of_the_plan()
    {
        using var project = Project();
        File.WriteAllText(project.PathOf("hyper.yaml"), Text.Replace("confirm: none", "confirm: { top: 1, seeds: 2 }", StringComparison.Ordinal));

        Assert.Contains("first: stale: the sampler, pruner, seed, refine or confirm changed since it was decided", ToolRun.In(project.Folder, "phase", "list").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void One_stale_phase_is_told_in_the_singular()
    {
        using var project = Project();

        Assert.EndsWith("Stale now: first (rate changed). Run it again: dotnet hyper phase next\n", ToolRun.In(project.Folder, "phase", "fix", "first", "--code", "HS204").Out, StringComparison.Ordinal);
    }

    private static TempProject Project()
    {
        var project = new TempProject(Text);
        File.Delete(project.PathOf("Digits.csproj"));
        var plan = PlanFile.Parse(Text, "hyper.yaml");
        var book = plan.Phases.Take(3).Aggregate(DecisionBook.Empty, (b, p) => b.With(new Decision
        {
            Phase = p.Name,
            Study = "parabola-" + p.Name,
            State = DecisionState.Kept,
            PlanHash = PlanHash.Of(plan, b, p),
            Evidence = new DecisionEvidence { Trials = Trials, Baseline = 0.8 },
        }));
        DecisionFile.Save(project.PathOf("hyper.decisions.yaml"), book);
        Directory.CreateDirectory(project.PathOf(".hyper"));
        using var storage = StorageFactory.Open("sqlite:///" + project.PathOf(".hyper/studies.db"));
        var study = storage.CreateStudy("parabola-first", StudyDirection.Maximize);
        Enumerable.Range(0, Trials).ToList().ForEach(i => storage.Add(study.Id, Trial(i)));
        return project;
    }

    // rates ascend and fail from 0.39 on; decays go their own way, and the largest of those that train are best
    private static NewTrial Trial(int i)
    {
        var rate = Math.Pow(10, -5 + (7.0 * i / (Trials - 1)));
        var fails = i >= Trained;
        var part = fails ? 0.04 * (i - Trained) : 7 * i % Trained / (Trained - 1.0);
        var decay = Math.Pow(10, -4 + (2 * part));
        var attributes = ImmutableDictionary<string, string>.Empty.Add(TrialAttributes.Round, PythonJson.Write("explore"));
        return new NewTrial
        {
            State = fails ? TrialState.Fail : TrialState.Complete,
            Value = fails ? null : 0.9 - (0.1 * (1 - part) * (1 - part)) + (1e-6 * i),
            Parameters = ImmutableDictionary<string, ParameterValue>.Empty
                .Add("rate", new ParameterValue(new FloatDistribution(1e-5, 100, log: true), rate))
                .Add("decay", new ParameterValue(new FloatDistribution(1e-4, 0.01, log: true), Math.Min(decay, 0.01))),
            UserAttributes = fails ? attributes.Add(TrialAttributes.Reason, PythonJson.Write("the objective returned NaN " + i.ToString(CultureInfo.InvariantCulture))) : attributes,
        };
    }
}
