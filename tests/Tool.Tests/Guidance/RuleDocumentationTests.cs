using System.Globalization;
using System.Text;
using HyperScaffold.Contracts;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Evidence;
using Xunit;

namespace HyperScaffold.Tool.Tests.Guidance;

public sealed class RuleDocumentationTests
{
    [Fact]
    public void The_reference_of_rules_is_written_from_the_rule_book()
    {
        var text = new StringBuilder();
        text.Append("# Rules\n\n");
        text.Append("HS101 to HS118 judge a plan before it runs: `dotnet hyper lint` shows what they say of yours. HS201 to HS215 judge a phase when it is over: what they say stands at the end of `phase next`, in `phase list`, and in ");
        text.Append("`hyper.decisions.yaml` with the decision. `dotnet hyper explain HS102` explains one with the numbers of your plan or your phases. ");
        text.Append("Errors stop `phase next` (an error of a phase stops those after it) unless the plan waives them with a reason: `waive: { HS103: \"why it does not hold here\" }`. ");
        text.Append("What a rule rests on was tried by real trainings: `dotnet hyper prove HS102` runs its experiments on your project, and [the page of evidence](../evidence.md) has what they showed. ");
        text.Append("This page is written by a test from the rules themselves.\n");
        foreach (var info in RuleBook.All)
        {
            Append(text, info);
        }

        AppendTiers(text);
        Approval.MatchFile(text.ToString(), Path.Combine(Approval.RepositoryRoot(), "docs", "reference", "rules.md"));
    }

    [Fact]
    public void The_playbook_page_maps_every_requirement_once()
    {
        var lines = File.ReadAllLines(Path.Combine(Approval.RepositoryRoot(), "docs", "reference", "playbook.md"));
        var mapped = lines.Where(l => l.StartsWith("| PB-", StringComparison.Ordinal)).Select(l => l.Split('|')[1].Trim());

        Assert.Equal(Enumerable.Range(1, 45).Select(n => $"PB-{n}"), mapped);
    }

    [Fact]
    public void The_playbook_page_names_every_rule_beside_the_requirements_that_it_serves()
    {
        var lines = File.ReadAllLines(Path.Combine(Approval.RepositoryRoot(), "docs", "reference", "playbook.md"));

        foreach (var info in RuleBook.All)
        {
            Assert.All(info.Playbook, id => Assert.Contains(lines, l => l.StartsWith($"| {id} |", StringComparison.Ordinal) && l.Contains(info.Code, StringComparison.Ordinal)));
        }
    }

    private static void Append(StringBuilder text, RuleInfo info)
    {
        text.Append($"\n## {info.Code}: {info.Title}\n\n");
        var tried = new ExperimentBook(TimeProvider.System).Find(info.Code).Select(e => $"`{e.Name}`").ToList();
        text.Append($"Level: {info.Level.ToString().ToLowerInvariant()}. Playbook: {string.Join(", ", info.Playbook)}.{(tried.Count == 0 ? string.Empty : $" Tried by: {string.Join(", ", tried)}.")}\n\n{info.Explanation}\n");
        foreach (var t in info.Thresholds)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {t.Name}: {PlanEffort.Text(t.Value)} ({t.Source})");
        }

        text.Append(info.Thresholds.IsEmpty ? string.Empty : "\n");
        text.Append($"\nWrong:\n```yaml\n{info.Example!.WrongYaml.ReplaceLineEndings("\n")}\n```\nRight:\n```yaml\n{info.Example.RightYaml.ReplaceLineEndings("\n")}\n```\n");
    }

    private static void AppendTiers(StringBuilder text)
    {
        text.Append("\n## Importance tiers\n\nA prior on what matters most, by role or name; `role:` in a parameter says what it is where its name does not. ");
        text.Append("The order is that of the tuning playbook (Godbole et al. 2023), of Bengio 2012 (section 3) and of van Rijn and Hutter 2018; the shares of a budget are a default without a source.\n\n");
        text.Append("| tier | what | roles | share |\n| --- | --- | --- | --- |\n");
        foreach (var tier in ImportanceTiers.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {tier.Number} | {tier.Title} | {string.Join(", ", tier.Roles.Select(r => $"`{r.Name}`"))} | {100 * tier.BudgetShare:0} % |\n");
        }
    }
}
