using System.ComponentModel.DataAnnotations;
using HyperScaffold.Guidance;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Explains a rule.</summary>
/// <param name="environment">The environment.</param>
/// <param name="terminal">Where to write.</param>
[Command("explain", Description = "Explain a rule: what, why, wrong and right side by side, and the numbers for this plan")]
[Example("explain HS102", "why a grid explodes, and what it would take here")]
[Example("explain", "list all rules")]
[ExitCodes("the rule was explained")]
internal sealed class ExplainCommand(ToolEnvironment environment, Terminal terminal)
{
    /// <summary>Gets the rule's code.</summary>
    [Argument(0, "code", "The rule, such as HS102; none lists all")]
    [RegularExpression("(?i)^HS[0-9]{3}$", ErrorMessage = "A rule's code must look like HS102.")]
    public string? Code { get; }

    /// <summary>Gets the folder of the project as given.</summary>
    [Option("-p|--project <DIR>", Description = "The folder with hyper.yaml (default: the current folder)")]
    public string? ProjectDirectory { get; }

    /// <summary>Explains the rule.</summary>
    /// <returns>The exit code.</returns>
    public int OnExecute()
    {
        if (Code is null)
        {
            RuleView.PrintList(terminal);
            return ExitCode.Done;
        }

        var code = Code.ToUpperInvariant();
        if (RuleBook.Find(code) is not { } rule)
        {
            var known = RuleBook.Plan.Select(r => r.Info.Code).ToList();
            throw new UsageException($"There is no rule {code} that judges plans{Spelling.DidYouMean(code, known)} Rules: {known[0]} to {known[^1]}; dotnet hyper explain lists them.");
        }

        RuleView.Print(rule.Info, terminal);
        PrintNumbers(rule);
        return ExitCode.Done;
    }

    // the explanation is of use outside a project too, and while its plan has mistakes
    private void PrintNumbers(IPlanRule rule)
    {
        try
        {
            var project = ProjectFolder.Open(ProjectDirectory, environment);
            var plan = project.LoadPlan();
            var findings = rule.Check(plan, Knowledge.Of(plan, project.LoadDecisions(), environment)).ToList();
            terminal.Write($"In this plan ({plan.Name}):");
            findings.ForEach(f => LintView.Print(plan, f, terminal));
            if (findings.Count == 0)
            {
                terminal.Write("  the rule holds.");
            }
        }
        catch (UsageException e) when (ProjectDirectory is null)
        {
            terminal.Say($"No numbers of a plan: {e.Message.Split('\n')[0]}");
        }
    }
}
