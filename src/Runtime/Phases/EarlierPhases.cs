using HyperScaffold.Pruners;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>What the phases before one tell about its trainings.</summary>
internal static class EarlierPhases
{
    private const int MostSteps = 100;

    /// <summary>How well early ranks told final ones in the latest earlier phase with trainings of the same length and enough references; nothing for a phase that regularizes, whose trials part late.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="book">The decisions; superseded ones do not count.</param>
    /// <param name="phase">The phase that begins or goes on.</param>
    /// <param name="storage">Where studies lie.</param>
    public static EarlierRanks Ranks(Plan plan, DecisionBook book, PlanPhase phase, IStorage storage)
    {
        if (PhaseWarmup.Regularizes(plan, phase))
        {
            return EarlierRanks.None;
        }

        var epochs = EpochsOf(plan, phase);
        var stride = 1 + (epochs / MostSteps);
        var steps = Enumerable.Range(1, epochs).Where(s => s % stride == 0).ToList();
        return plan.Phases.TakeWhile(p => p.Name != phase.Name).Reverse()
            .Where(p => EpochsOf(plan, p) == epochs)
            .Select(p => book.Current(p.Name))
            .OfType<Decision>()
            .Where(d => d.State != DecisionState.Open)
            .Select(d => EarlierRanks.Of(steps, plan.Metric.Direction, References(PhaseStudy.Read(storage, d.Study), plan.Metric.Direction)))
            .FirstOrDefault(r => !r.IsNone) ?? EarlierRanks.None;
    }

    /// <summary>The curves of a study's search trials that no pruner chose.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="direction">Which values are better.</param>
    public static IReadOnlyList<LearningCurve> References(IReadOnlyList<FrozenTrial> trials, StudyDirection direction)
    {
        var history = new TrialHistory("earlier", direction);
        foreach (var trial in trials.Where(t => t.IsFinished && PhaseTrials.IsSearch(t)).OrderBy(t => t.End).ThenBy(t => t.Number))
        {
            history.Update(trial);
        }

        return LearningCurves.Of(history).References();
    }

    private static int EpochsOf(Plan plan, PlanPhase phase) => phase.Epochs ?? plan.Budget.Epochs;
}
