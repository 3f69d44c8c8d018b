using HyperScaffold.Analysis;
using HyperScaffold.Pruners;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>Says what pruning did in phases: what it saved, what it may have lost, and why it was done so.</summary>
public static class PhasePruning
{
    /// <summary>Adds up every run of every phase, because a single one has few controls.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions; superseded ones count too.</param>
    /// <param name="storage">Where studies lie, for a phase that is not decided yet; null for none.</param>
    /// <returns>The sums; all 0 where nothing ran.</returns>
    public static PruningSavings Pool(Plan plan, DecisionBook book, IStorage? storage)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(book);
        // a decision by hand takes the evidence of the one that it replaces along: a study counts once
        return book.Decisions.GroupBy(d => d.Study, StringComparer.Ordinal).Select(g => Of(plan, g.Last(), storage)).Aggregate(new PruningSavings(), (sum, s) => sum.Add(s));
    }

    /// <summary>Counts a phase's search trials.</summary>
    /// <param name="trials">The study's trials.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="epochs">The epochs of a training.</param>
    internal static PruningSavings Of(IReadOnlyList<FrozenTrial> trials, StudyDirection direction, int epochs) =>
        PruningSavings.Compute([.. trials.Where(t => t.IsFinished)], direction, epochs);

    /// <summary>What the phase's pruner did and why, in one line; empty where the plan wants none.</summary>
    /// <param name="view">The phase, as it ended.</param>
    internal static string Choice(PhaseView view)
    {
        if (view.Settings.Pruner != "auto")
        {
            return view.Settings.Pruner == "none" ? string.Empty : view.Settings.Pruner;
        }

        var history = new TrialHistory(view.Decision.Study, view.Direction);
        foreach (var trial in view.Trials.Where(t => t.IsFinished).OrderBy(t => t.End).ThenBy(t => t.Number))
        {
            history.Update(trial);
        }

        var options = new AutoOptions { Epochs = view.Epochs, Trials = view.Budget, Warmup = PhaseWarmup.Of(view.Plan, view.Space), Earlier = view.Ranks };
        return "auto: " + new AutoPruner(options).Choose(history).Because;
    }

    private static PruningSavings Of(Plan plan, Decision decision, IStorage? storage)
    {
        if (decision.Evidence is { } e)
        {
            return PruningSavings.Of((e.Pruned, e.Complete + e.Pruned), (e.Epochs, Math.Max(e.Epochs, e.PlannedEpochs)), (e.Controls, e.Regrets));
        }

        var epochs = plan.FindPhase(decision.Phase)?.Epochs ?? plan.Budget.Epochs;
        return decision.State == DecisionState.Open && storage is not null
            ? Of(PhaseStudy.Read(storage, decision.Study), plan.Metric.Direction, epochs)
            : new PruningSavings();
    }
}
