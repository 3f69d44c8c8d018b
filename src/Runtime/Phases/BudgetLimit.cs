namespace HyperScaffold.Phases;

/// <summary>Tells whether a plan's hours or cost are spent.</summary>
public static class BudgetLimit
{
    /// <summary>Compares what was spent with the budget.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="spends">What was spent, phase by phase.</param>
    /// <returns>True when no trial may start any more.</returns>
    public static bool IsSpent(PlanBudget budget, params IReadOnlyList<PhaseSpend> spends)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(spends);
        return (budget.Hours is { } hours && spends.Sum(s => s.WallSeconds) >= hours * 3600)
            || (budget is { MaxCost: { } most, CostPerHour: { } price } && spends.Sum(s => s.Seconds) / 3600 * price >= most);
    }

    /// <summary>
    /// Says how many trials may start before the budget is looked at again: about half of those that still fit, so that
    /// running trials end in peace and little is spent beyond the limit.
    /// </summary>
    /// <param name="budget">The budget.</param>
    /// <param name="earlier">What earlier phases spent.</param>
    /// <param name="spend">What this phase spent.</param>
    /// <param name="finished">How many of its trials are finished.</param>
    /// <param name="workers">How many run at once, at least 1.</param>
    /// <returns>At least 1; null where there is no limit.</returns>
    public static int? Portion(PlanBudget budget, PhaseSpend earlier, PhaseSpend spend, int finished, int workers)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(spend);
        var byHours = budget.Hours is { } hours ? ((hours * 3600) - earlier.WallSeconds - spend.WallSeconds) * workers : double.PositiveInfinity;
        var byCost = budget is { MaxCost: { } most, CostPerHour: > 0 and { } price } ? (most / price * 3600) - earlier.Seconds - spend.Seconds : double.PositiveInfinity;
        var left = Math.Min(byHours, byCost);
        if (double.IsPositiveInfinity(left))
        {
            return null;
        }

        return finished == 0 || spend.Seconds <= 0 ? Math.Max(1, workers) : (int)Math.Clamp(left / (spend.Seconds / finished) / 2, 1, 1_000_000);
    }
}
