using System.Text;
using HyperScaffold.Contracts;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;

namespace HyperScaffold.Tests.Guidance;

public sealed class PhaseRuleTests
{
    public static TheoryData<string> Codes => [.. RuleCodes.Phase];

    [Fact]
    public void The_book_holds_every_phase_rule_once_in_the_order_of_the_codes() =>
        Assert.Equal(RuleCodes.Phase, RuleBook.Phase.Select(r => r.Info.Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_rule_speaks_of_the_phase_that_was_made_for_it(string code)
    {
        var info = RuleBook.FindPhase(code)!.Info;
        var finding = Assert.Single(PhaseSketch.Ask(code, await PhaseRuleCases.OfAsync(code)));

        Assert.Equal(code, finding.Code);
        Assert.True(finding.Level <= info.Level);
        Assert.NotNull(finding.Path);
        Assert.All([finding.Text, finding.Evidence, finding.Remedy], t => Assert.False(string.IsNullOrWhiteSpace(t) || t.EndsWith('.')));
        Assert.True(info.Explanation.Length > 100);
        Assert.NotEmpty(info.Playbook);
        Assert.NotNull(info.Example);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_rule_speaks_of_a_healthy_phase(long key)
    {
        var phase = await PhaseRuleCases.HealthyAsync(key);

        Assert.Equal(DecisionState.Adopted, phase.Decision.State);
        Assert.Equal(string.Empty, string.Join('\n', RuleBook.Judge(phase).Findings.Select(f => f.ToLine())));
    }

    [Fact]
    public async Task Every_message_reads_as_approved()
    {
        string[] variants = ["HS201 hard", "HS204 choices", "HS204 anywhere", "HS205 later", "HS207 schedule", "HS210 unconfirmed", "HS214 NaN", "HS214 deaf"];
        var text = new StringBuilder();
        foreach (var name in RuleCodes.Phase.Concat(variants).Order(StringComparer.Ordinal))
        {
            var phase = await PhaseRuleCases.OfAsync(name);
            text.Append($"--- {name}; also {string.Join(", ", RuleBook.Judge(phase).Findings.Select(f => f.Code).Where(c => c != name[..5]).DefaultIfEmpty("nothing"))}\n");
            foreach (var f in PhaseSketch.Ask(name[..5], phase))
            {
                text.Append($"{f.Level} {f.Code}: {f.Text}\n  evidence: {f.Evidence}\n  remedy:   {f.Remedy}\n");
                for (var edit = f.Edit; edit is not null; edit = edit.Then)
                {
                    text.Append($"  edit:     {edit.Path}: {edit.Yaml ?? "(removed)"}\n");
                }
            }
        }

        Approval.Match(text.ToString(), "Runtime.Tests/Guidance/phase-messages.approved.txt");
    }

    [Fact]
    public async Task What_a_plan_waives_is_told_apart_with_its_reason()
    {
        var phase = await PhaseRuleCases.OfAsync("HS207");
        var plan = phase.Plan with { Waived = phase.Plan.Waived.Add("HS207", "the GPU is booked") };
        var report = RuleBook.Judge(FinishedPhase.Of(plan, DecisionBook.Empty.With(phase.Decision), plan.Phases[0], phase.Trials));

        Assert.DoesNotContain(report.Findings, f => f.Code == "HS207");
        Assert.Equal("the GPU is booked", Assert.Single(report.Waived, w => w.Finding.Code == "HS207").Reason);
        Assert.Equal("the GPU is booked", report.Record(phase.Decision, plan).Waived["HS207"]);
    }
}
