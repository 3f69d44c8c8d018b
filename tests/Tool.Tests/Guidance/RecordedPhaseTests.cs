using System.Text;
using HyperScaffold.Contracts;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Editing;
using HyperScaffold.Tool.Plans;
using Xunit;

namespace HyperScaffold.Tool.Tests.Guidance;

/// <summary>Two runs of the scaffolded digits project, recorded with every epoch of every training.</summary>
public sealed class RecordedPhaseTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public void What_the_rules_say_of_a_real_run_reads_as_approved(string run)
    {
        var text = new StringBuilder();
        foreach (var phase in Phases(run))
        {
            text.Append($"{phase.Phase.Name}: {phase.Decision.State}\n");
            foreach (var finding in RuleBook.Judge(phase).Findings)
            {
                text.Append($"  {finding.ToLine()}\n");
            }
        }

        Approval.Match(text.ToString(), $"Tool.Tests/Guidance/recorded-{run}.approved.txt");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public void Every_edit_leaves_a_plan_that_can_be_read_and_that_says_what_the_edit_says(string run)
    {
        var text = PlanText();
        foreach (var finding in Phases(run).SelectMany(p => RuleBook.Judge(p).Findings).Where(f => f.Edit is not null))
        {
            var edited = PlanEditor.Apply(text, finding.Edit!);

            Assert.NotEqual(text, edited);
            Assert.NotEmpty(PlanFile.Parse(edited, "hyper.yaml").Phases);
        }
    }

    [Fact]
    public void What_rules_said_survives_the_file_of_decisions()
    {
        var phase = Phases("a")[0];
        var finding = new Finding("HS207", FindingLevel.Warning, "a text: with \"quotes\"", "1 of 2", "do this, then that", "budget.epochs");
        var decision = new RuleReport([finding], []).Record(phase.Decision, phase.Plan);
        using var folder = new Commands.TempProject(PlanText());
        var path = folder.PathOf("hyper.decisions.yaml");
        DecisionFile.Save(path, DecisionBook.Empty.With(decision));

        Assert.Equal(["HS207 warning: a text: with \"quotes\": 1 of 2. Remedy: do this, then that"], DecisionFile.Load(path).Current(decision.Phase)!.Findings);
    }

    private static string PlanText() => File.ReadAllText(Path.Combine(Approval.RepositoryRoot(), "tests", "Tool.Tests", "Guidance", "recorded", "digits.yaml"));

    private static List<FinishedPhase> Phases(string run)
    {
        var folder = Path.Combine(Approval.RepositoryRoot(), "tests", "Tool.Tests", "Guidance", "recorded");
        var plan = PlanFile.Parse(PlanText(), "hyper.yaml");
        var book = DecisionFile.Load(Path.Combine(folder, $"digits-{run}.decisions.yaml"));
        using var storage = new MemoryStorage();
        using var lines = new StreamReader(Path.Combine(folder, $"digits-{run}.jsonl"));
        StudyLines.Import(storage, lines);
        return [.. plan.Phases.Select(p => FinishedPhase.Of(plan, book, p, PhaseStudy.Read(storage, book.Current(p.Name)!.Study)))];
    }
}
