using HyperScaffold.Phases;

namespace HyperScaffold.Guidance;

/// <summary>The paths of a plan's parts, as findings and edits name them.</summary>
internal static class PlanPaths
{
    /// <summary>The path of a phase or of one of its keys.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="key">The key, or null.</param>
    /// <returns>Such as <c>phases[1].sampler</c>.</returns>
    public static string Of(Plan plan, PlanPhase phase, string? key = null) =>
        FormattableString.Invariant($"phases[{plan.Phases.IndexOf(phase)}]") + (key is null ? string.Empty : "." + key);

    /// <summary>The path of a parameter or of one of its keys.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="key">The key, or null.</param>
    /// <returns>Such as <c>parameters.learning_rate.scale</c>.</returns>
    public static string Of(PlanParameter parameter, string? key = null) =>
        $"parameters.{parameter.Name}" + (key is null ? string.Empty : "." + key);

    /// <summary>The path of a setting that a phase may have itself or take from the plan's <c>search</c>.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="key">The key.</param>
    /// <returns>Where it stands; the phase's own path where the file is not known.</returns>
    public static string Setting(Plan plan, PlanPhase phase, string key)
    {
        var own = Of(plan, phase, key);
        return !plan.Locations.Places.ContainsKey(own) && plan.Locations.Places.ContainsKey($"search.{key}") ? $"search.{key}" : own;
    }

    /// <summary>The parameters of a phase in the order of the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase.</param>
    /// <returns>The parameters.</returns>
    public static IReadOnlyList<PlanParameter> Tuned(Plan plan, PlanPhase phase) => [.. plan.Parameters.Where(p => phase.Tune.Contains(p.Name))];
}
