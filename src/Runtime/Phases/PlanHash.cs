using System.Collections.Immutable;
using System.Globalization;

namespace HyperScaffold.Phases;

/// <summary>
/// The fingerprint of exactly what a phase depends on: its own definition, the ranges of what it tunes, and the values
/// of all other parameters before it. One short hash a part, so that a stale decision can say which part changed. A
/// parameter that is added later changes no old fingerprint.
/// </summary>
public static class PlanHash
{
    private static readonly ImmutableArray<string> Reserved = ["metric", "epochs", "trainer", "phase", "search"];

    /// <summary>Computes the fingerprint.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions; those on earlier phases give the values before this one.</param>
    /// <param name="phase">The phase.</param>
    /// <returns>Parts such as <c>metric=1f0c22</c>, separated by spaces.</returns>
    public static string Of(Plan plan, DecisionBook book, PlanPhase phase)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(phase);
        var values = book.Tuned(plan, before: phase.Name);
        var s = phase.Search;
        var parts = new List<(string Name, object?[] Content)>
        {
            ("metric", [plan.Metric.Name, plan.Metric.Direction, plan.Metric.UseLast]),
            ("epochs", [phase.Epochs ?? plan.Budget.Epochs]),
            ("trainer", [.. plan.TrainerCommand]),
            ("phase", [.. phase.Tune, phase.Trials, phase.When, phase.Points]),
            ("search", [s.Sampler, s.Pruner, s.Seed, s.Refine, s.ConfirmTop, s.ConfirmSeeds]),
        };
        parts.AddRange(plan.Parameters.Select(p => (PartOf(p.Name), phase.Tune.Contains(p.Name) && PhaseSpace.Exists(plan, phase, values, p) ? Definition(p, values[p.Name]) : [values[p.Name]])));
        return string.Join(' ', parts.Select(p => $"{p.Name}={Short(p.Content)}"));
    }

    /// <summary>Names the parts that differ.</summary>
    /// <param name="old">The fingerprint of a decision; an empty one never differs.</param>
    /// <param name="now">The fingerprint of the plan as it is.</param>
    /// <returns>The names, in their order; parts that are only in <paramref name="now"/> do not count.</returns>
    public static ImmutableArray<string> Changes(string old, string now)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(now);
        var known = Read(now);
        return [.. Read(old).Where(p => known.GetValueOrDefault(p.Key) != p.Value).Select(p => p.Key)];
    }

    // a parameter may be called as a part is
    private static string PartOf(string parameter) => Reserved.Contains(parameter) ? "parameters." + parameter : parameter;

    private static Dictionary<string, string> Read(string parts) => parts
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(p => p.Split('=', 2))
        .Where(p => p.Length == 2)
        .DistinctBy(p => p[0])
        .ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);

    private static object?[] Definition(PlanParameter p, object? value) =>
        [value, p.Type, p.Low, p.High, p.Log, p.Step, p.Disabled, p.Hard, p.Role, p.ConditionParent, .. p.Choices, "if", .. p.ConditionChoices];

    private static string Short(object?[] content)
    {
        var hash = StableHash.Of(string.Join('\n', content.Select(Text)));
        return (hash & 0xFFFFFF).ToString("x6", CultureInfo.InvariantCulture);
    }

    // 64 and 64.0 are one value, as in YAML
    private static string Text(object? value) => value switch
    {
        null => "null",
        int or long or double => Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        _ => value.GetType().Name + ":" + Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
