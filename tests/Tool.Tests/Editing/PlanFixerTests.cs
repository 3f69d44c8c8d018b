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
    public void A_list_with_one_item_a_line_and_as_far_in_as_its_key_is_mended_too_and_keeps_its_comments()
    {
        var text = RulePlans.Text("phases:\n- name: batch\n  tune:\n  - learning_rate # first\n  - seed # luck\n  trials: 20")
            .Replace("phases:", "  seed: { default: 1, choices: [1, 2, 3] }\nphases:", StringComparison.Ordinal);

        var (edited, done) = PlanFixer.Fix(text, "hyper.yaml", _ => new PlanKnowledge());

        Assert.Equal("HS112", Assert.Single(done).Code);
        Assert.Equal(text.Replace("  - seed # luck\n", string.Empty, StringComparison.Ordinal), edited);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_keeps_the_mark_that_it_begins_with(bool hasMark)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("hyper-mark-").FullName, "hyper.yaml");
        File.WriteAllText(path, "a: 1\n", new System.Text.UTF8Encoding(hasMark));

        PlanEditor.Save(path, "a: 2\n");

        Assert.Equal(hasMark ? [0xEF, 0xBB, 0xBF, .. "a: 2\n"u8] : [.. "a: 2\n"u8], File.ReadAllBytes(path));
    }

    [Fact]
    public void A_plan_without_findings_is_left_as_it_is()
    {
        var (edited, done) = PlanFixer.Fix(SamplePlans.Digits, "hyper.yaml", _ => new PlanKnowledge());

        Assert.Equal(SamplePlans.Digits, edited);
        Assert.Empty(done);
    }
}
