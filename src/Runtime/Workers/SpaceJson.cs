using HyperScaffold.Spaces;
using HyperScaffold.Storage;

namespace HyperScaffold.Workers;

/// <summary>Writes a space as it is stored with a study, so that workers can compare what they were compiled with.</summary>
public static class SpaceJson
{
    /// <summary>The study user attribute that holds the space.</summary>
    public const string AttributeKey = "hyper:space";

    /// <summary>Writes a space.</summary>
    /// <param name="space">The space.</param>
    /// <returns>A JSON object: distribution and condition by name, in the space's order.</returns>
    public static string Write(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return PythonJson.Write(space.Parameters.ToDictionary(p => p.Name, p => (object?)Member(p), StringComparer.Ordinal));
    }

    private static Dictionary<string, object?> Member(SpaceParameter parameter)
    {
        var member = new Dictionary<string, object?>(StringComparer.Ordinal) { ["distribution"] = PythonJson.Read(DistributionJson.Write(parameter.Distribution)) };
        if (parameter.Condition is { } condition)
        {
            member["condition"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["parent"] = condition.Parent, ["choices"] = condition.Choices };
        }

        return member;
    }
}
