using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans.Yaml;

namespace HyperScaffold.Tool.Plans;

/// <summary>Records where each part of a plan stands.</summary>
internal static class LocationReader
{
    /// <summary>Reads the places of a tree.</summary>
    /// <param name="shown">The file as messages name it.</param>
    /// <param name="root">The tree.</param>
    /// <returns>The places by path.</returns>
    public static PlanLocations Read(string shown, YamlMapping root)
    {
        var places = ImmutableDictionary.CreateBuilder<string, PlanLocation>(StringComparer.Ordinal);
        Add(places, string.Empty, root);
        return new PlanLocations(shown, places.ToImmutable());
    }

    private static void Add(ImmutableDictionary<string, PlanLocation>.Builder places, string path, YamlNode node)
    {
        foreach (var entry in (node as YamlMapping)?.Entries ?? [])
        {
            var inner = path.Length == 0 ? entry.Key.Text : $"{path}.{entry.Key.Text}";
            places[inner] = entry.Value is YamlScalar ? entry.Value.Place : entry.Key.Place;
            Add(places, inner, entry.Value);
        }

        var items = (node as YamlSequence)?.Items ?? [];
        for (var i = 0; i < items.Length; i++)
        {
            var inner = FormattableString.Invariant($"{path}[{i}]");
            places[inner] = items[i].Place;
            Add(places, inner, items[i]);
        }
    }
}
