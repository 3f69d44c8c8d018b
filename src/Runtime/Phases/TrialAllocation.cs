namespace HyperScaffold.Phases;

/// <summary>Says how many search trials a phase may have.</summary>
public static class TrialAllocation
{
    private const int AutoTrials = 20;

    /// <summary>Gets the search trials of a phase.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">The phase.</param>
    /// <returns>At least 1; for a grid all its points.</returns>
    public static int Of(Plan plan, PlanPhase phase)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(phase);
        return Math.Max(1, phase.Trials ?? (phase.Search.Sampler == "grid" ? GridPoints(plan, phase) : AutoTrials));
    }

    // the baseline is one trial more than the grid has points
    private static int GridPoints(Plan plan, PlanPhase phase)
    {
        var points = phase.Tune.Select(plan.FindParameter).OfType<PlanParameter>()
            .Aggregate(1.0, (n, p) => n * (p.Type == PlanParameterType.Categorical ? p.Choices.Length : (phase.Points ?? 5) + (p.Disabled is null ? 0 : 1)));
        return (int)Math.Min(1_000_000, points + 1);
    }
}
