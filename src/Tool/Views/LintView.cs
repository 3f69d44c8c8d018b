using System.Text.Json;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Views;

/// <summary>Shows what the rules said about a plan.</summary>
internal static class LintView
{
    /// <summary>Prints every finding with its place, evidence and remedy.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="report">What the rules said.</param>
    /// <param name="terminal">Where to write.</param>
    public static void Print(Plan plan, RuleReport report, Terminal terminal)
    {
        foreach (var finding in report.Findings)
        {
            Print(plan, finding, terminal);
        }

        foreach (var waived in report.Waived)
        {
            terminal.Write($"{PlaceOf(plan, waived.Finding)}: waived {waived.Finding.Code}: {waived.Finding.Text} (because: {waived.Reason})");
        }

        terminal.Write($"{Count(report, FindingLevel.Error)}, {Count(report, FindingLevel.Warning)}, {Count(report, FindingLevel.Note)}, {report.Waived.Length} waived.");
    }

    /// <summary>Prints one finding.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="terminal">Where to write.</param>
    public static void Print(Plan plan, Finding finding, Terminal terminal)
    {
        terminal.Write($"{PlaceOf(plan, finding)}: {NameOf(finding.Level)} {finding.Code}: {finding.Text}");
        PrintReasons(finding, terminal, "  ");
    }

    /// <summary>Prints what stands behind a finding: its evidence, remedy and edit, and where more is told.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="indent">What each line begins with.</param>
    public static void PrintReasons(Finding finding, Terminal terminal, string indent)
    {
        terminal.Write($"{indent}evidence: {finding.Evidence}");
        terminal.Write($"{indent}remedy:   {finding.Remedy}");
        for (var edit = finding.Edit; edit is not null; edit = edit.Then)
        {
            terminal.Write(edit.Yaml is null ? $"{indent}edit:     remove {edit.Path}" : $"{indent}edit:     {edit.Path}: {edit.Yaml}");
        }

        terminal.Write($"{indent}more:     dotnet hyper explain {finding.Code}");
    }

    /// <summary>The findings as JSON.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="report">What the rules said.</param>
    /// <returns>One JSON object.</returns>
    public static string ToJson(Plan plan, RuleReport report) => JsonSerializer.Serialize(
        new
        {
            Plan = plan.Name,
            Findings = report.Findings.Select(f => Record(plan, f)),
            Waived = report.Waived.Select(w => Record(plan, w.Finding, w.Reason)),
        },
        JsonText.Pretty);

    /// <summary>The mistakes of a plan that cannot be read, in the same form.</summary>
    /// <param name="exception">The mistakes.</param>
    /// <returns>One JSON object.</returns>
    public static string ToJson(PlanException exception) => JsonSerializer.Serialize(
        new
        {
            Plan = (string?)null,
            Findings = exception.Problems.Select(p => Record(p.Code ?? "plan", exception.File, p)),
            Waived = Array.Empty<object>(),
        },
        JsonText.Pretty);

    /// <summary>What JSON has of a finding.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="reason">Why it is waived; null where it is not.</param>
    /// <returns>Its members by name.</returns>
    public static Dictionary<string, object?> Record(Plan plan, Finding finding, string? reason = null)
    {
        var place = finding.Path is { } path ? plan.Locations.Find(path) : null;
        var edits = new List<object>();
        for (var edit = finding.Edit; edit is not null; edit = edit.Then)
        {
            edits.Add(new { edit.Path, edit.Yaml });
        }

        var members = new Dictionary<string, object?>
        {
            ["code"] = finding.Code,
            ["level"] = NameOf(finding.Level),
            ["file"] = plan.Locations.File,
            ["line"] = place?.Line ?? 1,
            ["column"] = place?.Column ?? 1,
            ["path"] = finding.Path,
            ["text"] = finding.Text,
            ["evidence"] = finding.Evidence,
            ["remedy"] = finding.Remedy,
            ["edits"] = edits,
        };
        if (reason is not null)
        {
            members["reason"] = reason;
        }

        return members;
    }

    /// <summary>A level as messages name it.</summary>
    /// <param name="level">The level.</param>
    /// <returns><c>error</c>, <c>warning</c> or <c>note</c>.</returns>
    public static string NameOf(FindingLevel level) => level.ToString().ToLowerInvariant();

    private static string PlaceOf(Plan plan, Finding finding)
    {
        var place = finding.Path is { } path ? plan.Locations.Find(path) : null;
        return place is { } p ? FormattableString.Invariant($"{plan.Locations.File}:{p.Line}:{p.Column}") : plan.Locations.File;
    }

    private static string Count(RuleReport report, FindingLevel level)
    {
        var count = report.Count(level);
        return FormattableString.Invariant($"{count} {NameOf(level)}{(count == 1 ? string.Empty : "s")}");
    }

    private static object Record(string code, string file, PlanProblem problem) =>
        new { Code = code, Level = "error", File = file, problem.Place.Line, problem.Place.Column, Text = problem.Message };
}
