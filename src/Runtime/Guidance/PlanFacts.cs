using HyperScaffold.Phases;

namespace HyperScaffold.Guidance;

/// <summary>What several rules ask a plan.</summary>
internal static class PlanFacts
{
    /// <summary>Finds the parameters of a phase that have a role.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="role">The role.</param>
    /// <returns>The parameters in the order of the plan.</returns>
    public static IReadOnlyList<PlanParameter> Tuned(Plan plan, PlanPhase phase, string role) =>
        [.. PlanPaths.Tuned(plan, phase).Where(p => p.Role == role)];

    /// <summary>Finds the learning rates that a phase should re-open: the plan's unconditional one, else all, of which those exist that the frozen choice needs.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The parameters; none where the plan has none.</returns>
    public static IReadOnlyList<PlanParameter> LearningRates(Plan plan)
    {
        var rates = plan.Parameters.Where(p => p.Role == "learning_rate").ToList();
        return rates.Find(p => p.ConditionParent is null) is { } rate ? [rate] : rates;
    }

    /// <summary>Tells whether a phase tunes a learning rate.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase.</param>
    /// <returns>True when it does.</returns>
    public static bool TunesRate(Plan plan, PlanPhase phase) => Tuned(plan, phase, "learning_rate").Count > 0;

    /// <summary>The longest training of a phase.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase.</param>
    /// <returns>The epochs.</returns>
    public static int Epochs(Plan plan, PlanPhase phase) => phase.Epochs ?? plan.Budget.Epochs;

    /// <summary>An edit that adds parameters to what a phase tunes.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="added">The parameters.</param>
    /// <returns>The edit.</returns>
    public static PlanEdit With(Plan plan, PlanPhase phase, params IEnumerable<PlanParameter> added) =>
        new(PlanPaths.Of(plan, phase, "tune"), $"[{string.Join(", ", phase.Tune.Concat(added.Select(p => p.Name)))}]");

    /// <summary>An edit that takes a parameter out of what a phase tunes.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="name">The parameter.</param>
    /// <returns>The edit; null where nothing would be left.</returns>
    public static PlanEdit? Without(Plan plan, PlanPhase phase, string name) =>
        phase.Tune.Length < 2 ? null : new PlanEdit(PlanPaths.Of(plan, phase, "tune"), $"[{string.Join(", ", phase.Tune.Where(t => t != name))}]");

    /// <summary>Names several phases at the start of a sentence.</summary>
    /// <param name="phases">The phases.</param>
    /// <returns>Text such as <c>in the phases learning-rate and regularization</c>.</returns>
    public static string Names(IReadOnlyList<PlanPhase> phases) =>
        $"in the phase{(phases.Count == 1 ? string.Empty : "s")} {string.Join(" and ", phases.Select(p => p.Name))}";

    /// <summary>Names several parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <returns>Text such as <c>dropout and hidden</c>.</returns>
    public static string Names(IEnumerable<PlanParameter> parameters)
    {
        var names = parameters.Select(p => p.Name).ToList();
        return names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
    }
}
