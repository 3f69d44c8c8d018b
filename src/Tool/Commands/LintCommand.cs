using HyperScaffold.Guidance;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Judges the plan without running it.</summary>
/// <param name="environment">The environment.</param>
/// <param name="terminal">Where to write.</param>
[Command("lint", Description = "Judge hyper.yaml by the rules HS101 and on, with numbers and a remedy")]
[Example("lint", "show every finding with its place, evidence and remedy")]
[Example("lint --strict", "fail for warnings too")]
[Example("lint --json", "the same findings as JSON")]
[ExitCodes("no errors (with --strict: no warnings either)", "there are errors (with --strict: or warnings)")]
internal sealed class LintCommand(ToolEnvironment environment, Terminal terminal) : ProjectCommand(environment, terminal)
{
    /// <summary>Gets a value indicating whether warnings fail too.</summary>
    [Option("--strict", Description = "Exit 1 for warnings too")]
    public bool Strict { get; }

    /// <summary>Gets a value indicating whether to print JSON.</summary>
    [Option("--json", Description = "Print the findings as JSON")]
    public bool Json { get; }

    /// <inheritdoc/>
    protected override int Execute(ProjectFolder project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var plan = project.LoadPlan();
        var report = RuleBook.Check(plan, Knowledge.Of(plan, project.LoadDecisions(), Environment));
        if (Json)
        {
            Terminal.Out.WriteLine(LintView.ToJson(plan, report));
        }
        else
        {
            LintView.Print(plan, report, Terminal);
        }

        return report.Stops || (Strict && report.Count(FindingLevel.Warning) > 0) ? ExitCode.Failed : ExitCode.Done;
    }
}
