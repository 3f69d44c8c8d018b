using System.Text.RegularExpressions;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Running;

/// <summary>Shows why a project does not build: the compiler's own lines, and a word of ours where generated code asks for what the project lacks.</summary>
internal static partial class BuildErrors
{
    private const int MostLines = 20;

    /// <summary>Explains a failed build.</summary>
    /// <param name="output">What the build wrote.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="project">The project.</param>
    /// <returns>The message.</returns>
    public static string Explain(string output, Plan plan, ProjectFolder project)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(project);
        if (UnknownMetric(output, plan, project) is { } metric)
        {
            return metric;
        }

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l => ErrorLine().IsMatch(l))
            .Select(l => ProjectMark().Replace(l, string.Empty).Replace(project.Root + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal))
            .Distinct()
            .ToList();
        var shown = lines.Count == 0 ? [output.Trim()] : lines.Take(MostLines).ToList();
        return $"The project does not build, so nothing ran:\n{string.Join('\n', shown.Select(l => "  " + l))}\nMend it and run the command again.";
    }

    /// <summary>Finds the properties of the record of an epoch by reading the project's sources.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The names in their order; empty where no such record is found.</returns>
    public static IReadOnlyList<string> EpochProperties(ProjectFolder project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var record = Directory.EnumerateFiles(project.Root, "*.cs")
            .Order(StringComparer.Ordinal)
            .Select(f => EpochRecord().Match(File.ReadAllText(f)))
            .FirstOrDefault(m => m.Success);
        return record is null ? [] : [.. record.Groups[1].Value.Split(',').Select(p => p.Trim().Split(' ', '\n')[^1]).Where(p => p.Length > 0)];
    }

    private static string? UnknownMetric(string output, Plan plan, ProjectFolder project)
    {
        var property = NameRules.ToCSharp(plan.Metric.Name);
        var missing = MissingMember().Matches(output).Any(m => m.Groups[2].Value == property);
        var known = EpochProperties(project);
        if (!missing || known.Contains(property))
        {
            return null;
        }

        var place = plan.Locations.Find("metric.name") is { } at ? FormattableString.Invariant($"{plan.Locations.File}:{at.Line}:{at.Column}: ") : string.Empty;
        var has = known.Count == 0 ? "was not found in the project's sources" : $"has {string.Join(", ", known)}";
        return $"{place}metric.name must be a property of the epoch record, but {plan.Metric.Name} asks for {property}, and the record {has}. Add it in Training.cs, or choose one of these names in {ProjectFolder.PlanName} (ValidationAccuracy is written validation_accuracy).";
    }

    [GeneratedRegex(@": error |error [A-Z]{2,}\d+")]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"\s*\[[^\]]*\.csproj[^\]]*\]\s*$")]
    private static partial Regex ProjectMark();

    [GeneratedRegex(@"Generated[/\\][^\n]*error CS1061: '([^']*)' does not contain a definition for '([^']*)'")]
    private static partial Regex MissingMember();

    [GeneratedRegex(@"record\s+(?:struct\s+|class\s+)?Epoch\s*\(([^)]*)\)")]
    private static partial Regex EpochRecord();
}
