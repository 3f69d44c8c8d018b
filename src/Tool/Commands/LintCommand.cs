using HyperScaffold.Guidance;
using HyperScaffold.Tool.Editing;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Plans.Yaml;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Judges the plan without running it.</summary>
/// <param name="environment">The environment.</param>
/// <param name="terminal">Where to write.</param>
[Command("lint", Description = "Judge hyper.yaml by the rules HS101 and on, with numbers and a remedy")]
[Example("lint", "show every finding with its place, evidence and remedy")]
[Example("lint --strict", "fail for warnings too")]
[Example("lint --fix", "apply the edits of errors and warnings to hyper.yaml, then show what is left")]
[Example("lint --json", "the same findings as JSON")]
[Example("lint --sarif > lint.sarif", "the same findings for code scanning in pull requests")]
[ExitCodes("no errors (with --strict: no warnings either)", "there are errors (with --strict: or warnings)")]
internal sealed class LintCommand(ToolEnvironment environment, Terminal terminal) : ProjectCommand(environment, terminal)
{
    /// <summary>Gets a value indicating whether warnings fail too.</summary>
    [Option("--strict", Description = "Exit 1 for warnings too")]
    public bool Strict { get; }

    /// <summary>Gets a value indicating whether to print JSON.</summary>
    [Option("--json", Description = "Print the findings as JSON")]
    public bool Json { get; }

    /// <summary>Gets a value indicating whether to print SARIF.</summary>
    [Option("--sarif", Description = "Print the findings as SARIF 2.1.0")]
    public bool Sarif { get; }

    /// <summary>Gets a value indicating whether to apply the edits.</summary>
    [Option("--fix", Description = "Apply the edits of errors and warnings to hyper.yaml")]
    public bool Fix { get; }

    /// <inheritdoc/>
    protected override int Execute(ProjectFolder project)
    {
        ArgumentNullException.ThrowIfNull(project);
        if (Json && Sarif)
        {
            throw new UsageException("--json and --sarif are two ways to print the same: give one of them.");
        }

        try
        {
            if (Fix)
            {
                Apply(project);
            }

            var plan = project.LoadPlan();
            var report = RuleBook.Check(plan, Knowledge.Of(plan, project.LoadDecisions(), Environment, project));
            Show(plan, report);
            return report.Stops || (Strict && report.Count(FindingLevel.Warning) > 0) ? ExitCode.Failed : ExitCode.Done;
        }
        catch (PlanException e) when (Sarif || Json)
        {
            Terminal.Out.WriteLine(Sarif ? SarifView.Of(e) : LintView.ToJson(e));
            return ExitCode.WrongUse;
        }
    }

    private void Show(Phases.Plan plan, RuleReport report)
    {
        if (Sarif)
        {
            Terminal.Out.WriteLine(SarifView.Of(plan, report));
        }
        else if (Json)
        {
            Terminal.Out.WriteLine(LintView.ToJson(plan, report));
        }
        else
        {
            LintView.Print(plan, report, Terminal);
        }
    }

    private void Apply(ProjectFolder project)
    {
        var shown = Path.Combine(project.Shown, ProjectFolder.PlanName);
        var text = YamlTree.ReadText(project.PlanPath, shown);
        var book = project.LoadDecisions();
        var (edited, done) = PlanFixer.Fix(text, shown, plan => Knowledge.Of(plan, book, Environment, project));
        foreach (var finding in done)
        {
            Terminal.Say($"fixed {finding.Code}: {finding.Remedy}");
        }

        if (edited != text)
        {
            PlanEditor.Save(project.PlanPath, edited);
        }
    }
}
