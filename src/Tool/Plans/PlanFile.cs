using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans.Yaml;

namespace HyperScaffold.Tool.Plans;

/// <summary>Reads <c>hyper.yaml</c>.</summary>
internal static class PlanFile
{
    /// <summary>Reads and checks a plan.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">The file as messages name it; null for <paramref name="path"/>.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="PlanException">The plan has mistakes; all are listed.</exception>
    public static Plan Load(string path, string? shown = null) => Parse(YamlTree.ReadText(path, shown ?? path), shown ?? path);

    /// <summary>Reads and checks a plan's text.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="shown">The file as messages name it.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="PlanException">The plan has mistakes; all are listed.</exception>
    public static Plan Parse(string text, string shown)
    {
        var problems = new PlanProblems();
        if (YamlTree.Parse(text, problems) is not { } root)
        {
            throw problems.ToException(shown);
        }

        var plan = new PlanReader(problems).Read(root);
        problems.ThrowIfAny(shown);
        return plan with { Locations = LocationReader.Read(shown, root) };
    }
}
