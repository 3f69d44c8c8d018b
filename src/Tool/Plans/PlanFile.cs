using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Plans;

/// <summary>Reads <c>hyper.yaml</c>.</summary>
internal static class PlanFile
{
    /// <summary>Reads and checks a plan.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">The file as messages name it; null for <paramref name="path"/>.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="PlanException">The plan has mistakes; all are listed.</exception>
    public static Plan Load(string path, string? shown = null) => throw new NotImplementedException(path + shown);
}
