using System.Collections.Immutable;
using HyperScaffold.Phases;

namespace HyperScaffold.Guidance;

/// <summary>What a whole plan costs, search and confirm apart; phases with a condition count as if they ran.</summary>
/// <param name="Search">The search trials of all phases, unpruned.</param>
/// <param name="Confirm">The full trainings that confirming takes at most.</param>
public sealed record PlanTotal(PlanEffort Search, PlanEffort Confirm)
{
    /// <summary>Gets the hours on the clock with all workers busy; null while no time is known.</summary>
    public double? ClockHours => Search.ClockHours + Confirm.ClockHours;

    /// <summary>Gets the cost; null while no time or price is known.</summary>
    public double? Cost => Search.Cost + Confirm.Cost;

    /// <summary>Adds up a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="knowledge">What was measured.</param>
    /// <returns>The total.</returns>
    public static PlanTotal Of(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(knowledge);
        return new PlanTotal(
            Sum(plan, knowledge, p => TrialAllocation.Of(plan, p)),
            Sum(plan, knowledge, p => p.ConfirmTrainings));
    }

    private static PlanEffort Sum(Plan plan, PlanKnowledge knowledge, Func<PlanPhase, int> count)
    {
        ImmutableArray<PlanEffort> parts = [.. plan.Phases.Select(p => PlanEffort.Of(plan, p, count(p), knowledge))];
        var hours = parts.Any(p => p.Hours is null) ? null : (double?)parts.Sum(p => p.Hours ?? 0);
        return new PlanEffort(parts.Sum(p => p.Trainings), hours, Math.Max(1, knowledge.Workers), plan.Budget.CostPerHour);
    }
}
