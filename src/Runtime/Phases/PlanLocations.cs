using System.Collections.Immutable;

namespace HyperScaffold.Phases;

/// <summary>Where parts of a plan stand in their file.</summary>
/// <param name="File">The file's path as the user gave it.</param>
/// <param name="Places">Line and column (from 1) by path, such as <c>parameters.learning_rate.low</c> or <c>phases[0].trials</c>.</param>
public sealed record PlanLocations(string File, ImmutableDictionary<string, PlanLocation> Places)
{
    /// <summary>Gets the locations of a plan that has no file.</summary>
    public static PlanLocations None { get; } = new(string.Empty, ImmutableDictionary.Create<string, PlanLocation>(StringComparer.Ordinal));

    /// <summary>Finds a place, or the nearest one around it.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The place, or null where nothing around it is known.</returns>
    public PlanLocation? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        while (path.Length > 0)
        {
            if (Places.TryGetValue(path, out var place))
            {
                return place;
            }

            var end = Math.Max(path.LastIndexOf('.'), path.LastIndexOf('['));
            path = end < 0 ? string.Empty : path[..end];
        }

        return null;
    }
}
