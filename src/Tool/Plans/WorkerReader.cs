using HyperScaffold.Phases;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Tool.Plans.Yaml;

namespace HyperScaffold.Tool.Plans;

/// <summary>Reads how workers run: keys of the plan's <c>search</c> that hold for all phases.</summary>
internal static class WorkerReader
{
    /// <summary>The keys.</summary>
    public static readonly IReadOnlyList<string> Keys = ["workers", "trial_limit", "memory_limit", "recycle"];

    /// <summary>Reads them.</summary>
    /// <param name="map">Where they stand.</param>
    /// <param name="settings">What else is known.</param>
    /// <param name="problems">Takes the mistakes.</param>
    /// <returns>The settings with them.</returns>
    public static SearchSettings Read(MapReader map, SearchSettings settings, PlanProblems problems)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(settings);
        return settings with
        {
            Workers = (int?)map.Whole("workers", 1, 4096, "auto"),
            TrialLimit = Read(map, "trial_limit", Amount.Time, Amount.TimeForm, problems),
            MemoryLimit = Read(map, "memory_limit", Amount.Size, Amount.SizeForm, problems),
            Recycle = (int?)map.Whole("recycle", 1, 1_000_000),
        };
    }

    private static T? Read<T>(MapReader map, string key, Func<string?, T?> parse, string form, PlanProblems problems)
        where T : struct
    {
        if (map.Text(key) is not { } text)
        {
            return null;
        }

        var value = parse(text);
        if (value is null && map.Map.Find(key) is YamlScalar scalar)
        {
            problems.Add(scalar, $"{key} must be {form}, but got {scalar.Kind}. Leave it out for no limit");
        }

        return value;
    }
}
