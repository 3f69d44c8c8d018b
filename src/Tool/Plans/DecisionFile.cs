using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Plans;

/// <summary>Reads and writes <c>hyper.decisions.yaml</c>.</summary>
internal static class DecisionFile
{
    /// <summary>Reads the decisions; an absent file is an empty book.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">The file as messages name it; null for <paramref name="path"/>.</param>
    /// <returns>The decisions.</returns>
    /// <exception cref="PlanException">The file has mistakes; all are listed.</exception>
    public static DecisionBook Load(string path, string? shown = null) => throw new NotImplementedException(path + shown);

    /// <summary>Writes the decisions: a new file takes the old one's place, so that no reader sees half of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="book">The decisions.</param>
    public static void Save(string path, DecisionBook book) => throw new NotImplementedException(path + book);
}
