using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.PhaseRules;

/// <summary>HS205: what holds after the phase overfits.</summary>
internal sealed class OverfittingRule : IPhaseRule
{
    private static readonly RuleThreshold Gap = new("noises by which training leads validation at the best epoch", FitJudge.GapNoises, "the definition of overfitting");

    private static readonly RuleThreshold Level = new("level of the rise of the validation loss after its minimum, or of the fall of the training loss alone", LossCourse.SternLevel, "Kendall's test, one-sided, widened by the likeness of neighbouring epochs; 0.05 for a rise under ten epochs");

    private static readonly RuleThreshold Jitters = new("jitters by which the validation loss rises, at least", LossCourse.LeastJitters, "what follows the minimum must rise too, without the minimum itself, which is the luckiest value");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS205",
        FindingLevel.Warning,
        "overfitting",
        "A model that learns its training data by heart gets worse on other data while its training score still rises. Comparing other parameters then compares how fast they overfit, so "
        + "regularization comes first (weight decay, dropout, augmentation), and the comparison again after it. The best epoch of each training counts, which hides the fall behind it: that is why this "
        + "rule looks at the curves: the validation loss rises again, or stays behind while the training loss falls on. It asks all trainings of what holds now, and two of three must agree; the phase's fit, by "
        + "which `when: overfitting` is decided, is the same judgement. It is a note where a later phase regularizes anyway, or this one tried to.")
    {
        Thresholds = [Gap, Level, Jitters],
        Playbook = ["PB-23"],
        Example = new RuleExample(
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              dropout: { default: 0, low: 0, high: 0.7, hard: low }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20 }
            """,
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              dropout: { default: 0, low: 0, high: 0.7, hard: low }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20 }
              - { name: regularization, tune: [dropout, learning_rate], trials: 20, when: overfitting }
            """,
            "return Sequential((\"hidden\", Linear(64, 512)), (\"relu\", ReLU()), (\"out\", Linear(512, 10)));",
            "return Sequential((\"hidden\", Linear(64, 512)), (\"relu\", ReLU()), (\"drop\", Dropout(0.3)), (\"out\", Linear(512, 10)));"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(FinishedPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        return phase.Fit.State == FitState.Overfitting ? [Report(phase)] : [];
    }

    private Finding Report(FinishedPhase phase)
    {
        var all = phase.Complete.Count(t => FitJudge.Judge(phase.Curves(t), t.Number, phase.Direction, phase.Noise.Deviation).State == FitState.Overfitting);
        var later = phase.Plan.Phases.SkipWhile(p => p.Name != phase.Phase.Name).Skip(1)
            .FirstOrDefault(p => p.When == PhaseCondition.Overfitting || PhaseWarmup.Regularizes(phase.Plan, p));
        var free = phase.Plan.Parameters.Where(p => ImportanceTiers.Regularizers.Contains(p.Role) && p.ConditionParent is null && !phase.Phase.Tune.Contains(p.Name)).Select(p => p.Name).ToList();
        var isTried = phase.Space.Parameters.Any(p => ImportanceTiers.Regularizers.Contains(p.Role));
        var added = free.Concat(PlanFacts.LearningRates(phase.Plan).Select(p => p.Name));
        return new Finding(
            Info.Code,
            later is null && !isTried ? Info.Level : FindingLevel.Note,
            $"what holds after {phase.Phase.Name} overfits",
            $"{phase.Fit.Because}; of {PhaseRemedies.Count(phase.Complete.Length, "complete search trial")} {all} {(all == 1 ? "overfits" : "overfit")}",
            later is not null
                ? $"the phase {later.Name} follows and regularizes; compare other parameters after it"
                : isTried ? "what this phase could regularize did not cure it: more or augmented data, or a smaller model, would"
                : free.Count > 0 ? $"regularize before comparing anything else: tune {string.Join(" and ", free)}" : "regularize before comparing anything else: weight decay, dropout or augmentation, as parameters of the plan",
            PlanPaths.Of(phase.Plan, phase.Phase),
            later is not null || isTried || free.Count == 0 || phase.Plan.FindPhase("regularization") is not null
                ? null
                : new PlanEdit(FormattableString.Invariant($"phases[{phase.Plan.Phases.Length}]"), $"{{ name: regularization, question: How to close the gap to training?, tune: [{string.Join(", ", added)}], trials: 20, when: overfitting }}"));
    }
}
