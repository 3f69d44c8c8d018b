namespace HyperScaffold.Phases;

/// <summary>
/// Says how many search trials a phase may have. Phases with <c>trials: auto</c> share 20 trials each, fewer where the
/// plan's hours and its guess of a trial's minutes allow fewer, by the importance of what each tunes for the first time.
/// </summary>
public static class TrialAllocation
{
    private const int AutoTrials = 20;
    private const int FewestAuto = 5;

    /// <summary>Gets the search trials of a phase.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase.</param>
    /// <returns>At least 1; for a grid all its points and the baseline.</returns>
    public static int Of(Plan plan, PlanPhase phase)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(phase);
        return Math.Max(1, Fixed(plan, phase) ?? Share(plan, phase));
    }

    private static int? Fixed(Plan plan, PlanPhase phase) =>
        phase.Trials ?? (phase.Search.Sampler == "grid" ? (int)Math.Min(1_000_000, GridSize.Of(plan, phase with { Points = phase.Points ?? 5 }) + 1) : null);

    private static int Share(Plan plan, PlanPhase phase)
    {
        var automatic = plan.Phases.Where(p => Fixed(plan, p) is null).ToList();
        var weights = automatic.Sum(p => Weight(plan, p));
        var total = Math.Min(AutoTrials * automatic.Count, Affordable(plan));
        return weights > 0 && automatic.Exists(p => p.Name == phase.Name)
            ? Math.Max(FewestAuto, (int)Math.Round(total * Weight(plan, phase) / weights, MidpointRounding.AwayFromZero))
            : AutoTrials;
    }

    // a learning rate that a later phase opens again was paid for before
    private static double Weight(Plan plan, PlanPhase phase)
    {
        var before = plan.Phases.TakeWhile(p => p.Name != phase.Name).SelectMany(p => p.Tune).ToHashSet(StringComparer.Ordinal);
        return phase.Tune.Where(n => !before.Contains(n))
            .Select(plan.FindParameter).OfType<PlanParameter>()
            .Select(p => ImportanceTiers.TierOf(p.Role)).DistinctBy(t => t.Number)
            .Select(t => t.BudgetShare)
            .DefaultIfEmpty(ImportanceTiers.All[^1].BudgetShare)
            .Sum();
    }

    private static double Affordable(Plan plan)
    {
        if (plan.Budget is not { Hours: { } hours, TrialMinutes: { } minutes } || minutes <= 0)
        {
            return double.PositiveInfinity;
        }

        var confirm = plan.Phases.Sum(p => p.Search.ConfirmTop == 0 ? 0 : (p.Search.ConfirmTop + 1) * p.Search.ConfirmSeeds);
        return (hours * 60 / minutes * (plan.Search.Workers ?? 1)) - confirm - plan.Phases.Sum(p => Fixed(plan, p) ?? 0);
    }
}
