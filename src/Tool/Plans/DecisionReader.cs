using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans.Yaml;

namespace HyperScaffold.Tool.Plans;

/// <summary>Turns a YAML tree into decisions and reports every mistake; the file may come from anybody's pull request.</summary>
/// <param name="problems">Takes the mistakes.</param>
internal sealed class DecisionReader(PlanProblems problems)
{
    private static readonly string[] Keys =
        ["phase", "study", "state", "time", "plan_hash", "frozen", "widened", "because", "evidence", "findings", "waived", "superseded"];

    private static readonly string[] States = ["open", "adopted", "kept", "skipped"];

    /// <summary>Reads the decisions.</summary>
    /// <param name="root">The file's tree.</param>
    /// <returns>The book; only to be used where no mistake was reported.</returns>
    public DecisionBook Read(YamlMapping root)
    {
        var map = new MapReader(root, problems, "version", "decisions");
        if (map.Required("version", "version: 1") is { } version && version is not YamlScalar { Value: 1L })
        {
            problems.Add(version, $"version must be 1, the only one that this tool reads, but got {version.Kind}. Write version: 1, or update the tool");
        }

        map.Required("decisions", "decisions: []");
        var items = map.Sequence("decisions")?.Items ?? [];
        return new DecisionBook([.. items.Select(ReadDecision).OfType<Decision>()]);
    }

    private Decision? ReadDecision(YamlNode node)
    {
        if (node is not YamlMapping mapping)
        {
            problems.Add(node, $"a decision must be a mapping, but got {node.Kind}. Restore the file from git");
            return null;
        }

        var map = new MapReader(mapping, problems, Keys);
        CheckName(map, "phase");
        CheckName(map, "study");
        map.Required("state", "state: adopted");
        return new Decision
        {
            Phase = map.Text("phase") ?? string.Empty,
            Study = map.Text("study") ?? string.Empty,
            State = map.Word("state", States) is { } state ? (DecisionState)Array.IndexOf(States, state) : DecisionState.Open,
            Time = ReadTime(map),
            PlanHash = LongText(map.Map.Find("plan_hash")),
            Frozen = ReadMap(map, "frozen", ReadValue),
            Widened = ReadMap(map, "widened", ReadWidened),
            Because = LongText(map.Map.Find("because")),
            Evidence = map.Mapping("evidence") is { } evidence ? new EvidenceReader(problems).Read(evidence) : null,
            Findings = [.. map.Scalars("findings").Select(s => s.Text)],
            Waived = ReadMap(map, "waived", LongText),
            Superseded = map.Word("superseded", "true", "false") == "true",
        };
    }

    private void CheckName(MapReader map, string key)
    {
        if (map.Required(key, $"{key}: learning-rate") is { } node && (node is not YamlScalar name || name.Text.Length > 120 || !name.Text.All(IsNameCharacter)))
        {
            problems.Add(node, $"{key} must be a name of small letters, digits and hyphens, but got {node.Kind}. Restore the file from git");
        }
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';

    private DateTime ReadTime(MapReader map)
    {
        if (map.Text("time") is not { } text)
        {
            return default;
        }

        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        problems.Add(map.Map.Find("time")!, $"time must be a time such as \"2030-01-31T12:00:00Z\", but got {map.Map.Find("time")!.Kind}. Restore the file from git");
        return default;
    }

    private ImmutableSortedDictionary<string, T> ReadMap<T>(MapReader map, string key, Func<YamlNode, T> read) =>
        (map.Mapping(key)?.Entries ?? []).ToImmutableSortedDictionary(e => e.Key.Text, e => read(e.Value), StringComparer.Ordinal);

    private object? ReadValue(YamlNode node)
    {
        if (node is YamlScalar scalar)
        {
            return scalar.Value;
        }

        problems.Add(node, $"a frozen value must be a single value, but got {node.Kind}. Restore the file from git");
        return null;
    }

    private WidenedRange ReadWidened(YamlNode node)
    {
        if (node is not YamlMapping mapping)
        {
            problems.Add(node, $"a widened range must be a mapping, but got {node.Kind}. Write {{ low: 1e-6, high: 1.0, times: 1 }}");
            return new WidenedRange(0, 0, 1);
        }

        var map = new MapReader(mapping, problems, "low", "high", "times");
        map.Required("low", "low: 1e-6");
        map.Required("high", "high: 1.0");
        var range = new WidenedRange(map.Number("low") ?? 0, map.Number("high") ?? 0, (int)(map.Whole("times", 1, 3) ?? 1));
        if (range.Low > range.High)
        {
            problems.Add(mapping, $"`low <= high` must hold, but low = {YamlText.Number(range.Low)} and high = {YamlText.Number(range.High)}. Restore the file from git");
        }

        return range;
    }

    private string LongText(YamlNode? node)
    {
        if (node is null or YamlScalar)
        {
            return (node as YamlScalar)?.Text ?? string.Empty;
        }

        problems.Add(node, $"this must be text, but got {node.Kind}. Restore the file from git");
        return string.Empty;
    }
}
