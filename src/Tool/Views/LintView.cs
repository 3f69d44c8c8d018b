using System.Text.Json;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;

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
    public static string ToJson(Plan plan, RuleReport report)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("plan", plan.Name);
            json.WriteStartArray("findings");
            foreach (var finding in report.Findings)
            {
                Write(json, plan, finding, reason: null);
            }

            json.WriteEndArray();
            json.WriteStartArray("waived");
            foreach (var waived in report.Waived)
            {
                Write(json, plan, waived.Finding, waived.Reason);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
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

    private static void Write(Utf8JsonWriter json, Plan plan, Finding finding, string? reason)
    {
        var place = finding.Path is { } path ? plan.Locations.Find(path) : null;
        json.WriteStartObject();
        json.WriteString("code", finding.Code);
        json.WriteString("level", NameOf(finding.Level));
        json.WriteString("file", plan.Locations.File);
        json.WriteNumber("line", place?.Line ?? 1);
        json.WriteNumber("column", place?.Column ?? 1);
        json.WriteString("path", finding.Path);
        json.WriteString("text", finding.Text);
        json.WriteString("evidence", finding.Evidence);
        json.WriteString("remedy", finding.Remedy);
        json.WriteStartArray("edits");
        for (var edit = finding.Edit; edit is not null; edit = edit.Then)
        {
            json.WriteStartObject();
            json.WriteString("path", edit.Path);
            json.WriteString("yaml", edit.Yaml);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (reason is not null)
        {
            json.WriteString("reason", reason);
        }

        json.WriteEndObject();
    }
}
