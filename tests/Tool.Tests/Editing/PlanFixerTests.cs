using HyperScaffold.Guidance;
using HyperScaffold.Tool.Editing;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Tests.Guidance;
using HyperScaffold.Tool.Tests.Plans;
using Xunit;

namespace HyperScaffold.Tool.Tests.Editing;

public sealed class PlanFixerTests
{
    public static TheoryData<string> Codes => [.. RuleBook.Plan.Select(r => r.Info.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_edit_of_a_rule_mends_its_wrong_example(string code)
    {
        var text = RulePlans.Text(RuleBook.Find(code)!.Info.Example!.WrongYaml);
        var knowledge = new PlanKnowledge { Workers = 1 };

        var (edited, done) = PlanFixer.Fix(text, "hyper.yaml", _ => knowledge);

        var left = RuleBook.Check(PlanFile.Parse(edited, "hyper.yaml"), knowledge).Findings.Where(f => f.Code == code && f.Level > FindingLevel.Note).ToList();
        Assert.True(left.Count == 0 || left.All(f => f.Edit is null) || code == "HS110", $"{edited}\n{string.Join('\n', left)}");
        Assert.True(done.Count > 0 || left.Count > 0);
    }

    [Fact]
    public void A_plan_without_findings_is_left_as_it_is()
    {
        var (edited, done) = PlanFixer.Fix(SamplePlans.Digits, "hyper.yaml", _ => new PlanKnowledge());

        Assert.Equal(SamplePlans.Digits, edited);
        Assert.Empty(done);
    }
}
