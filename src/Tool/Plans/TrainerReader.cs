using System.Collections.Immutable;
using HyperScaffold.Tool.Plans.Yaml;

namespace HyperScaffold.Tool.Plans;

/// <summary>Reads the part of a plan that names the command that trains.</summary>
internal static class TrainerReader
{
    private const string Example = "command: [\"python3\", \"train.py\"]";

    /// <summary>Reads <c>trainer</c>.</summary>
    /// <param name="map">The plan.</param>
    /// <param name="problems">Where mistakes go.</param>
    /// <returns>The words of the command, none where the project's own code trains; and its <c>stop_grace</c> in seconds, or null.</returns>
    public static (ImmutableArray<string> Command, double? StopGrace) Read(MapReader map, PlanProblems problems)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(problems);
        if (map.Mapping("trainer") is not { } node)
        {
            return ([], null);
        }

        var trainer = new MapReader(node, problems, "command", "stop_grace");
        trainer.Required("command", Example);
        var words = trainer.Scalars("command");
        foreach (var word in words.Where(w => w.Text.Length == 0 || w.Text.Contains('\0', StringComparison.Ordinal)))
        {
            problems.Add(word, $"each word of the command must be text. Write {Example}");
        }

        if (words.IsEmpty && node.Find("command") is YamlSequence empty)
        {
            problems.Add(empty, $"the command must have at least one word. Write {Example}");
        }

        return ([.. words.Select(w => w.Text)], trainer.Number("stop_grace", above: 0));
    }
}
