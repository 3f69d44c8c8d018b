using System.Collections.Immutable;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;

namespace HyperScaffold.Phases;

/// <summary>Stores a study's space, which workers compare with the one they were compiled with.</summary>
internal static class StudySpace
{
    /// <summary>The study user attribute.</summary>
    public const string AttributeKey = "hyper:space";

    /// <summary>Stores the space that holds now.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="study">The study.</param>
    /// <param name="space">The phase's space.</param>
    public static void Write(IStorage storage, StudyRecord study, PhaseSpace space) =>
        storage.SetStudyAttribute(study.Id, AttributeKey, Json(space.ToSearchSpace()));

    /// <summary>Writes a space: distribution and condition by name.</summary>
    /// <param name="space">The space.</param>
    public static string Json(SearchSpace space) => PythonJson.Write(space.Parameters.ToImmutableSortedDictionary(
        p => p.Name,
        p => (object?)new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["distribution"] = PythonJson.Read(DistributionJson.Write(p.Distribution)),
            ["condition"] = p.Condition is { } c ? new Dictionary<string, object?>(StringComparer.Ordinal) { ["parent"] = c.Parent, ["choices"] = c.Choices } : null,
        },
        StringComparer.Ordinal));
}
