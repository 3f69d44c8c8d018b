using HyperScaffold.Guidance;
using HyperScaffold.Phases;
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
[ExitCodes("the rule was explained")]
internal sealed class ExplainCommand(ToolServices services)
{
    /// <summary>Gets the rule's code.</summary>
    [Argument(0, "code", "The rule, such as HS102; none lists all")]
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
            RuleView.PrintList(services.Terminal);
            return ExitCode.Done;
        }

        var code = Code.All(char.IsAsciiDigit) ? "HS" + Code : Code.ToUpperInvariant();
        if (RuleBook.All.FirstOrDefault(i => i.Code == code) is not { } info)
        {
            var known = RuleBook.All.Select(i => i.Code).ToList();
            throw new UsageException($"There is no rule {code}{Spelling.DidYouMean(code, known)} Rules judge plans ({RuleCodes.Plan[0]} to {RuleCodes.Plan[^1]}) and phases ({RuleCodes.Phase[0]} to {RuleCodes.Phase[^1]}); dotnet hyper explain lists them.");
        }

        RuleView.Print(info, services.Terminal);
        PrintExperiments(code);
        PrintNumbers(code);
        return ExitCode.Done;
    }

    private void PrintExperiments(string code)
    {
        var experiments = new ExperimentBook(TimeProvider.System).Find(code);
        services.Terminal.Write(experiments.IsEmpty ? "Experiment: none tries this rule yet." : $"Experiment: dotnet hyper prove {code}");
        foreach (var experiment in experiments)
        {
            services.Terminal.Write($"  {experiment.Name}: {experiment.Title}");
        }

        services.Terminal.Write(string.Empty);
    }

    // the explanation is of use outside a project too, and while its plan has mistakes
    private void PrintNumbers(string code)
    {
        try
        {
            var project = ProjectFolder.Open(ProjectDirectory, services.Environment);
            if (RuleBook.Find(code) is { } rule)
            {
                PrintPlan(project, rule);
            }
            else
            {
                PrintPhases(project, code);
            }
        }
        catch (UsageException e) when (ProjectDirectory is null)
        {
            services.Terminal.Say($"No numbers of a plan: {e.Message.Split('\n')[0]}");
        }
    }

    private void PrintPlan(ProjectFolder project, IPlanRule rule)
    {
        var plan = project.LoadPlan();
        var findings = rule.Check(plan, Knowledge.Of(plan, project.LoadDecisions(), services.Environment, project)).ToList();
        services.Terminal.Write($"In this plan ({plan.Name}):");
        findings.ForEach(f => LintView.Print(plan, f, services.Terminal));
        if (findings.Count == 0)
        {
            services.Terminal.Write("  the rule holds.");
        }
    }

    private void PrintPhases(ProjectFolder project, string code)
    {
        var (plan, book, terminal) = (project.LoadPlan(), project.LoadDecisions(), services.Terminal);
        var time = (TimeProvider?)services.GetService(typeof(TimeProvider)) ?? TimeProvider.System;
        using var storage = Workbench.Peek(project, services.Environment, time);
        foreach (var phase in plan.Phases)
        {
            terminal.Write($"In phase {phase.Name}:");
            var decision = book.Current(phase.Name);
            var trials = storage is null || decision is null ? [] : PhaseStudy.Read(storage, decision.Study);
            if (decision is null || trials.Count == 0)
            {
                var kept = (decision?.Findings ?? []).Where(f => f.StartsWith(code, StringComparison.Ordinal)).ToList();
                terminal.Write(decision is null ? "  it has not run yet." : kept.Count == 0 ? "  its trials are not here, and its decision holds no such finding." : "  " + kept[0]);
                continue;
            }

            var findings = RuleBook.FindPhase(code)?.Check(FinishedPhase.Of(plan, book, phase, trials)).ToList() ?? [];
            findings.ForEach(f => LintView.Print(plan, f, terminal));
            if (findings.Count == 0)
            {
                terminal.Write("  the rule holds.");
            }
        }
    }
}
