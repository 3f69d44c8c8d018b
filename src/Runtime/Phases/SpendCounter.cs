using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>Counts what trials cost, from their reports and times.</summary>
public static class SpendCounter
{
    /// <summary>Sums over trials.</summary>
    /// <param name="trials">Any trials; running ones count what they reported.</param>
    /// <param name="budget">Gives the price of an hour.</param>
    /// <returns>The sum.</returns>
    public static PhaseSpend Count(IEnumerable<FrozenTrial> trials, PlanBudget budget)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(budget);
        var all = trials.ToList();
        var seconds = all.Sum(Seconds);
        return new PhaseSpend(all.Sum(Epochs), seconds, Wall(all), budget.CostPerHour is { } price ? seconds / 3600 * price : null);
    }

    /// <summary>The epochs that one trial cost: its last step, since steps count epochs from 1.</summary>
    /// <param name="trial">The trial.</param>
    /// <returns>The epochs; 0 where nothing was reported, and where the training was taken over from an earlier phase.</returns>
    public static int Epochs(FrozenTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return PhaseTrials.IsTakenOver(trial) ? 0 : trial.LastReport?.Step ?? 0;
    }

    private static double Seconds(FrozenTrial trial) =>
        trial is { Start: { } start, End: { } end } && end > start ? (end - start).TotalSeconds / TrialAttributes.BatchOf(trial.UserAttributes) : 0;

    private static double Wall(List<FrozenTrial> trials)
    {
        var (total, until) = (0.0, DateTime.MinValue);
        foreach (var trial in trials.Where(t => t is { Start: not null, End: not null }).OrderBy(t => t.Start))
        {
            var from = trial.Start!.Value > until ? trial.Start.Value : until;
            if (trial.End!.Value > from)
            {
                total += (trial.End.Value - from).TotalSeconds;
                until = trial.End.Value;
            }
        }

        return total;
    }
}
