using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Evidence;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Explains a rule.</summary>
/// <param name="services">What commands get.</param>
[Command("explain", Description = "Explain a rule: what, why, wrong and right side by side, and the numbers for this plan or its phases")]
[Example("explain HS102", "why a grid explodes, and what it would take here")]
[Example("explain HS207", "what the curves of each phase say about its epochs")]
[Example("explain", "list all rules")]
[Example("explain HS102 --json", "the same for a script; explain --json lists all rules")]
[ExitCodes("the rule was explained")]
internal sealed class ExplainCommand(ToolServices services)
{
    /// <summary>Gets the rule's code.</summary>
    [Argument(0, "code", "The rule, such as HS102; none lists all")]
    public string? Code { get; }

    /// <summary>Gets the folder of the project as given.</summary>
    [Option("-p|--project <DIR>", Description = "The folder with hyper.yaml (default: the current folder)")]
    public string? ProjectDirectory { get; }

    /// <summary>Gets a value indicating whether to print JSON.</summary>
    [Option("--json", Description = "Print the explanation as JSON")]
    public bool Json { get; }

    /// <summary>Explains the rule.</summary>
    /// <returns>The exit code.</returns>
    public int OnExecute()
    {
        if (Code is null)
        {
            List();
            return ExitCode.Done;
        }

        var info = Find(Code);
        var experiments = new ExperimentBook(services.Time).Find(info.Code);
        if (!Json)
        {
            RuleView.Print(info, services.Terminal);
            RuleView.Print(info.Code, experiments, services.Terminal);
        }

        var (plan, numbers) = Numbers(info.Code);
        if (Json)
        {
            services.Terminal.Out.WriteLine(RuleJson.Write(info, experiments, plan, numbers));
        }
        else if (plan is not null)
        {
            RuleView.Print(plan, numbers, services.Terminal);
        }

        return ExitCode.Done;
    }

    private static RuleInfo Find(string given)
    {
        var code = given.Length > 0 && given.All(char.IsAsciiDigit) ? "HS" + given : given.ToUpperInvariant();
        var known = RuleBook.All.Select(i => i.Code).ToList();
        return RuleBook.All.FirstOrDefault(i => i.Code == code)
            ?? throw new UsageException($"There is no rule {Terminal.Clean(code)}{Spelling.DidYouMean(code, known)} Rules judge plans ({RuleCodes.Plan[0]} to {RuleCodes.Plan[^1]}) and phases ({RuleCodes.Phase[0]} to {RuleCodes.Phase[^1]}); dotnet hyper explain lists them.");
    }

    private void List()
    {
        if (Json)
        {
            services.Terminal.Out.WriteLine(RuleJson.List(RuleBook.All));
        }
        else
        {
            RuleView.PrintList(services.Terminal);
        }
    }

    // the explanation is of use outside a project too, and while its plan has mistakes
    private (Plan? Plan, IReadOnlyList<RuleNumbers> Numbers) Numbers(string code)
    {
        try
        {
            var project = ProjectFolder.Open(ProjectDirectory, services.Environment);
            var (plan, book) = (project.LoadPlan(), project.LoadDecisions());
            if (RuleBook.Find(code) is { } rule)
            {
                return (plan, [new RuleNumbers(null, null, [.. rule.Check(plan, Knowledge.Of(plan, book, services.Environment, project))])]);
            }

            using var storage = Workbench.Peek(project, services.Environment, services.Time);
            return (plan, [.. plan.Phases.Select(p => Judge(plan, book, (p, code), storage))]);
        }
        catch (UsageException e) when (ProjectDirectory is null)
        {
            services.Terminal.Say($"No numbers of a plan: {e.Message.Split('\n')[0]}");
            return (null, []);
        }
    }

    private static RuleNumbers Judge(Plan plan, DecisionBook book, (PlanPhase Phase, string Code) about, IStorage? storage)
    {
        var (phase, code) = about;
        if (book.Current(phase.Name) is not { } decision)
        {
            return new RuleNumbers(phase.Name, "it has not run yet", []);
        }

        var trials = storage is null ? [] : PhaseStudy.Read(storage, decision.Study);
        if (trials.Count > 0)
        {
            return new RuleNumbers(phase.Name, null, [.. RuleBook.FindPhase(code)?.Check(FinishedPhase.Of(plan, book, phase, trials)) ?? []]);
        }

        var kept = decision.Findings.FirstOrDefault(f => f.StartsWith(code, StringComparison.Ordinal));
        var note = decision.State == DecisionState.Skipped ? $"it was skipped: {decision.Because}" : "its trials are not here, and its decision holds no such finding";
        return new RuleNumbers(phase.Name, kept ?? note, []);
    }
}
