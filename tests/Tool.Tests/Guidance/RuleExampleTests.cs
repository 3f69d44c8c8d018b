using System.Text;
using HyperScaffold.Contracts;
using HyperScaffold.Guidance;
using Xunit;

namespace HyperScaffold.Tool.Tests.Guidance;

public sealed class RuleExampleTests
{
    public static TheoryData<string> Codes => [.. RuleBook.Plan.Select(r => r.Info.Code)];

    [Fact]
    public void The_book_holds_every_plan_rule_once_in_the_order_of_the_codes() =>
        Assert.Equal(RuleCodes.Plan, RuleBook.Plan.Select(r => r.Info.Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_wrong_example_of_a_rule_fires_it_and_the_right_one_does_not(string code)
    {
        var info = RuleBook.Find(code)!.Info;

        Assert.NotEmpty(RulePlans.Ask(code, info.Example!.WrongYaml));
        Assert.Empty(RulePlans.Ask(code, info.Example.RightYaml));
        Assert.True(info.Explanation.Length > 100);
        Assert.NotEmpty(info.Playbook);
    }

    [Fact]
    public void The_examples_of_phase_rules_are_plans_that_can_be_read()
    {
        foreach (var example in RuleBook.Phase.Select(r => r.Info.Example!))
        {
            Assert.NotEmpty(RulePlans.Complete(example.WrongYaml).Phases);
            Assert.NotEmpty(RulePlans.Complete(example.RightYaml).Phases);
            Assert.NotEqual(example.WrongCode, example.RightCode);
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_finding_says_what_why_and_what_to_do_and_weighs_no_more_than_its_rule(string code)
    {
        var info = RuleBook.Find(code)!.Info;

        foreach (var finding in RulePlans.Ask(code, info.Example!.WrongYaml))
        {
            Assert.Equal(code, finding.Code);
            Assert.True(finding.Level <= info.Level);
            Assert.NotNull(RulePlans.Complete(info.Example.WrongYaml).Locations.Find(finding.Path!));
            Assert.All([finding.Text, finding.Evidence, finding.Remedy], t => Assert.False(string.IsNullOrWhiteSpace(t)));
            Assert.All([finding.Text, finding.Evidence, finding.Remedy], t => Assert.False(t.EndsWith('.')));
        }
    }

    [Fact]
    public void Every_message_reads_as_approved()
    {
        var text = new StringBuilder();
        foreach (var rule in RuleBook.Plan)
        {
            foreach (var f in RulePlans.Ask(rule.Info.Code, rule.Info.Example!.WrongYaml, new PlanKnowledge { Workers = 1 }))
            {
                text.Append($"{f.Level} {f.Code}: {f.Text}\n  evidence: {f.Evidence}\n  remedy:   {f.Remedy}\n");
                for (var edit = f.Edit; edit is not null; edit = edit.Then)
                {
                    text.Append($"  edit:     {edit.Path}: {edit.Yaml ?? "(removed)"}\n");
                }
            }
        }

        Approval.Match(text.ToString(), "Tool.Tests/Guidance/messages.approved.txt");
    }
}
