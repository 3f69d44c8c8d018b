using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Editing;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans.Yaml;
using HyperScaffold.Tool.Running;
using HyperScaffold.Tool.Views;
using McMaster.Extensions.CommandLineUtils;

namespace HyperScaffold.Tool.Commands;

/// <summary>Applies the edits of what rules say of a decided phase.</summary>
/// <param name="services">What commands get.</param>
[Command("fix", Description = "Apply the edits of what the rules say of a decided phase to hyper.yaml")]
[Example("phase fix learning-rate", "apply the edits of its errors and warnings")]
[Example("phase fix learning-rate --code HS208", "apply the edit of this rule, be it a note")]
[ExitCodes("the edits were applied, or there is none")]
internal sealed class PhaseFixCommand(ToolServices services) : ProjectCommand(services.Environment, services.Terminal)
{
    /// <summary>Gets the phase's name.</summary>
    [Argument(0, "PHASE", Description = "The phase's name")]
    [Required(ErrorMessage = "Name the phase; dotnet hyper phase list shows them.")]
    public string Phase { get; } = string.Empty;

    /// <summary>Gets the rule whose edit is wanted.</summary>
    [Option("--code <CODE>", Description = "Only the edit of this rule, such as HS204; a note's too")]
    [RegularExpression("(?i)^HS2[0-9]{2}$", ErrorMessage = "The code of a rule on phases must look like HS204.")]
    public string? Code { get; }

    /// <summary>Gets a value indicating whether to print JSON.</summary>
    [Option("--json", Description = "Print what was applied, and which phases are stale then, as JSON")]
    public bool Json { get; }

    /// <inheritdoc/>
    protected override int Execute(ProjectFolder project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var time = (TimeProvider?)services.GetService(typeof(TimeProvider)) ?? TimeProvider.System;
        using var held = PlanLock.Take(project, "dotnet hyper phase fix " + Phase, time);
        var (plan, book) = (project.LoadPlan(), project.LoadDecisions());
        var phase = PhaseNames.Find(plan, Phase);
        var edits = Findings(project, plan, book, phase, time).Where(IsWanted).ToList();
        var shown = Path.Combine(project.Shown, ProjectFolder.PlanName);
        var (text, done) = (YamlTree.ReadText(project.PlanPath, shown), new List<Finding>());
        foreach (var finding in edits)
        {
            if (PlanFixer.TryApply(text, shown, finding.Edit!) is { } edited && edited != text)
            {
                text = edited;
                done.Add(finding);
            }
        }

        if (done.Count > 0)
        {
            PlanEditor.Save(project.PlanPath, text);
        }

        Report(project.LoadPlan(), book, done);
        return ExitCode.Done;
    }

    private void Report(Plan plan, DecisionBook book, List<Finding> done)
    {
        if (Json)
        {
            var stale = PhaseStates.Of(plan, book, storage: null, running: false).Where(s => s.State == PhaseState.Stale).Select(s => s.Phase.Name);
            Terminal.Out.WriteLine(JsonSerializer.Serialize(new { Phase, Applied = done.Select(f => LintView.Record(plan, f)), Stale = stale }, JsonText.Pretty));
            return;
        }

        done.ForEach(f => Terminal.Write($"{f.Code}: {f.Remedy}"));
        if (done.Count == 0)
        {
            Terminal.Say($"No {(Code is null ? "error or warning" : "finding of " + Code.ToUpperInvariant())} on phase {Phase} has an edit that is still to be made.");
            return;
        }

        Terminal.Write($"wrote: {ProjectFolder.PlanName}");
        Terminal.Write(StaleText.Line(plan, book) ?? "No decision changes by it. Go on with: dotnet hyper phase next");
    }

    private bool IsWanted(Finding finding) => finding.Edit is not null
        && (Code is null ? finding.Level > FindingLevel.Note : finding.Code.Equals(Code, StringComparison.OrdinalIgnoreCase));

    private ImmutableArray<Finding> Findings(ProjectFolder project, Plan plan, DecisionBook book, PlanPhase phase, TimeProvider time)
    {
        var decision = book.Current(phase.Name) ?? throw new UsageException($"Rules judge a phase that ran, but '{phase.Name}' did not. Run it: dotnet hyper phase next");
        if (PhaseStates.Changes(plan, book, phase, decision) is { IsEmpty: false } changed)
        {
            throw new UsageException($"What the rules said of phase '{phase.Name}' is about the plan as it was: {StaleText.Parts(changed)} changed since. Run the phase again: dotnet hyper phase next");
        }

        using var storage = Workbench.Peek(project, Environment, time);
        var trials = storage is null ? [] : PhaseStudy.Read(storage, decision.Study);
        return trials.Count > 0
            ? RuleBook.Judge(FinishedPhase.Of(plan, book, phase, trials)).Findings
            : throw new UsageException($"The trials of phase '{phase.Name}' are not here, so its edits cannot be computed. See: dotnet hyper phase list");
    }
}
