using HyperScaffold.Phases;
using HyperScaffold.Pruners;
using HyperScaffold.Samplers;

namespace HyperScaffold.Tool.Plans;

/// <summary>Reads how to search, for the plan and for a phase.</summary>
internal static class SettingsReader
{
    /// <summary>The samplers there are.</summary>
    public static readonly IReadOnlyList<string> Samplers = [.. SamplerFactory.Names.Union(["grid"])];

    /// <summary>The pruners there are.</summary>
    public static readonly IReadOnlyList<string> Pruners = PrunerFactory.Names;

    /// <summary>The keys that the plan's <c>search</c> and a phase share.</summary>
    public static readonly IReadOnlyList<string> Keys = ["sampler", "pruner", "seed", "refine", "confirm", "fuse"];

    /// <summary>Reads the settings.</summary>
    /// <param name="map">Where they stand.</param>
    /// <param name="defaults">What holds for absent keys.</param>
    /// <param name="problems">Takes the mistakes.</param>
    /// <returns>The settings.</returns>
    public static SearchSettings Read(MapReader map, SearchSettings defaults, PlanProblems problems)
    {
        var (top, seeds) = ReadConfirm(map, defaults, problems);
        return defaults with
        {
            Sampler = map.Word("sampler", Samplers) ?? defaults.Sampler,
            Pruner = map.Word("pruner", Pruners) ?? defaults.Pruner,
            Seed = map.Whole("seed", 0, int.MaxValue) ?? defaults.Seed,
            Refine = map.Word("refine", "auto", "none") is { } refine ? refine == "auto" : defaults.Refine,
            Fuse = ReadFuse(map, defaults),
            ConfirmTop = top,
            ConfirmSeeds = seeds,
        };
    }

    private static (int Top, int Seeds) ReadConfirm(MapReader map, SearchSettings defaults, PlanProblems problems)
    {
        switch (map.Map.Find("confirm"))
        {
            case null:
                return (defaults.ConfirmTop, defaults.ConfirmSeeds);
            case Yaml.YamlScalar { Text: "none" }:
                return (0, defaults.ConfirmSeeds);
            case Yaml.YamlMapping node:
                var confirm = new MapReader(node, problems, "top", "seeds");
                return ((int)(confirm.Whole("top", 1, 20) ?? defaults.ConfirmTop), (int)(confirm.Whole("seeds", 2, 100) ?? defaults.ConfirmSeeds));
            case { } other:
                problems.Add(other, $"confirm must be none or a mapping, but got {other.Kind}. Write confirm: {{ top: 3, seeds: 3 }}");
                return (defaults.ConfirmTop, defaults.ConfirmSeeds);
        }
    }

    private static string ReadFuse(MapReader map, SearchSettings defaults)
    {
        if (map.Map.Find("fuse") is Yaml.YamlScalar { Text: "auto" or "none" } word)
        {
            return word.Text;
        }

        var number = map.Whole("fuse", 1, 1024, "auto", "none");
        return number is { } n ? FormattableString.Invariant($"{n}") : defaults.Fuse;
    }
}
