using HyperScaffold.Pruners;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>Estimates what a phase will cost from what the project's trials took so far.</summary>
public static class PhaseEstimator
{
    /// <summary>Estimates a phase, or what is left of one that goes on.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions, with the phase's open one.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="storage">Where studies lie.</param>
    /// <param name="workers">How many run at once, at least 1.</param>
    /// <returns>The estimate; without seconds while no time was measured and the plan has no guess.</returns>
    public static PhaseEstimate Of(Plan plan, DecisionBook book, PlanPhase phase, IStorage storage, int workers)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(phase);
        ArgumentNullException.ThrowIfNull(storage);
        var studies = book.Decisions.Select(d => d.Study).Distinct(StringComparer.Ordinal).ToDictionary(s => s, s => PhaseStudy.Read(storage, s), StringComparer.Ordinal);
        var own = book.Current(phase.Name) is { State: DecisionState.Open } open ? studies[open.Study] : [];
        var spent = SpendCounter.Count(studies.Values.SelectMany(t => t), plan.Budget);
        var measured = SpendCounter.Count(studies.Values.SelectMany(t => t).Where(t => t.IsFinished), plan.Budget).EpochSeconds ?? Recorded(book);
        var confirmed = own.Count(t => t.IsFinished && !PhaseTrials.IsSearch(t));
        return new PhaseEstimate
        {
            Trials = Math.Max(0, TrialAllocation.Of(plan, phase) - own.Count(t => t.IsFinished && PhaseTrials.IsSearch(t))),
            Epochs = phase.Epochs ?? plan.Budget.Epochs,
            ConfirmTrainings = Math.Max(0, phase.ConfirmTrainings - confirmed),
            EpochSeconds = measured ?? plan.Budget.TrialMinutes * 60 / plan.Budget.Epochs,
            IsMeasured = measured is not null,
            Saving = Saving(plan, book, phase, studies, storage),
            Workers = Math.Max(1, workers),
            HoursLeft = plan.Budget.Hours is { } hours ? Math.Max(0, hours - (spent.WallSeconds / 3600)) : null,
            CostPerHour = plan.Budget.CostPerHour,
            CostLeft = plan.Budget.MaxCost is { } most ? Math.Max(0, most - (spent.Cost ?? 0)) : null,
        };
    }

    // a clone has the decisions and no studies
    private static double? Recorded(DecisionBook book)
    {
        var evidence = book.Decisions.Select(d => d.Evidence).OfType<DecisionEvidence>().ToList();
        var epochs = evidence.Sum(e => (double)e.Epochs + e.ConfirmEpochs);
        return epochs > 0 && evidence.Sum(e => e.Seconds) is > 0 and var seconds ? seconds / epochs : null;
    }

    private static double? Saving(Plan plan, DecisionBook book, PlanPhase phase, Dictionary<string, IReadOnlyList<FrozenTrial>> studies, IStorage storage)
    {
        if (phase.Search.Pruner == "none")
        {
            return 0;
        }

        if (phase.Search.Pruner != "auto")
        {
            var trained = studies.Values.SelectMany(t => t).Where(t => t.IsFinished).ToList();
            var known = PhasePruning.Of(trained, plan.Metric.Direction, plan.Budget.Epochs);
            return known.Trials > 0 ? known.Share : null;
        }

        var epochs = phase.Epochs ?? plan.Budget.Epochs;
        var options = new AutoOptions
        {
            Epochs = epochs,
            Trials = TrialAllocation.Of(plan, phase),
            Warmup = PhaseWarmup.Of(plan, PhaseSpace.Of(plan, book, phase)),
            Earlier = EarlierPhases.Ranks(plan, book, phase, storage),
        };
        return book.Decisions.Reverse()
            .Where(d => (plan.FindPhase(d.Phase)?.Epochs ?? plan.Budget.Epochs) == epochs)
            .Select(d => PruneChoice.Expected(options, plan.Metric.Direction, EarlierPhases.References(studies[d.Study], plan.Metric.Direction)))
            .FirstOrDefault(s => s is not null);
    }
}
