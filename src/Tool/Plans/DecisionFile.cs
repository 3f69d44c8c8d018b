using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans.Yaml;

namespace HyperScaffold.Tool.Plans;

/// <summary>Reads and writes <c>hyper.decisions.yaml</c>.</summary>
internal static class DecisionFile
{
    /// <summary>Reads the decisions; an absent file is an empty book.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">The file as messages name it; null for <paramref name="path"/>.</param>
    /// <returns>The decisions.</returns>
    /// <exception cref="PlanException">The file has mistakes; all are listed.</exception>
    public static DecisionBook Load(string path, string? shown = null) =>
        File.Exists(path) ? Parse(YamlTree.ReadText(path, shown ?? path), shown ?? path) : DecisionBook.Empty;

    /// <summary>Reads decisions from text.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="shown">The file as messages name it.</param>
    /// <returns>The decisions.</returns>
    /// <exception cref="PlanException">The text has mistakes; all are listed.</exception>
    public static DecisionBook Parse(string text, string shown)
    {
        var problems = new PlanProblems();
        if (YamlTree.Parse(text, problems) is not { } root)
        {
            throw problems.ToException(shown);
        }

        var book = new DecisionReader(problems).Read(root);
        problems.ThrowIfAny(shown);
        return book;
    }

    /// <summary>Writes the decisions: a new file takes the old one's place, so that no reader sees half of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="book">The decisions.</param>
    public static void Save(string path, DecisionBook book) => AtomicFile.Write(path, DecisionWriter.Write(book));
}
