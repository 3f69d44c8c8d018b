using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.PhaseRules;

/// <summary>HS206: training itself is not done, and does not lead validation.</summary>
internal sealed class UnderfittingRule : IPhaseRule
{
    private static readonly string[] Capacity = ["width", "depth"];

    private static readonly RuleThreshold Noises = new("noises (or jitters) by which the training score still improves over the last fifth of the epochs", FitJudge.GainNoises, "the definition of underfitting");

    private static readonly RuleThreshold Gap = new("noises by which training may lead, at the best epoch, a validation score that does not improve with it", FitJudge.GapNoises, "beyond it the model fits its training data well enough to overfit");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS206",
        FindingLevel.Warning,
        "underfitting",
        "A model whose training score still improves when training ends has not learned its data yet, unless it already leads a validation score that no longer follows. Tuning regularization now can only make it worse, and "
        + "differences between configurations are differences in speed. Longer training, a larger learning rate or a larger model come first. The rule asks all trainings of what holds now; two of three "
        + "must agree; the phase's fit, by which `when: underfitting` is decided, is the same judgement. It is a note where HS207 already asks for more epochs.")
    {
        Thresholds = [Noises, Gap],
        Playbook = ["PB-7", "PB-25"],
        Example = new RuleExample(
            """
            budget: { epochs: 10 }
            parameters:
              learning_rate: { default: 1e-4, low: 1e-5, high: 1e-3, scale: log }
              hidden: { default: 16, low: 8, high: 512, scale: log, type: int }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20 }
            """,
            """
            budget: { epochs: 30 }
            parameters:
              learning_rate: { default: 1e-3, low: 1e-5, high: 1.0, scale: log }
              hidden: { default: 128, low: 8, high: 512, scale: log, type: int }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20 }
              - { name: capacity, tune: [hidden, learning_rate], trials: 20, when: underfitting }
            """,
            "var hidden = Linear(64, 16);",
            "var hidden = Linear(64, 128);"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(FinishedPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        return phase.Fit.State == FitState.Underfitting ? [Report(phase)] : [];
    }

    private Finding Report(FinishedPhase phase)
    {
        var isLonger = ImprovingRule.Holds(phase);
        var capacity = phase.Plan.Parameters.Where(p => Capacity.Contains(p.Role) && p.ConditionParent is null && phase.Plan.Phases.All(f => !f.Tune.Contains(p.Name))).Select(p => p.Name).ToList();
        var rates = PlanFacts.LearningRates(phase.Plan).Select(p => p.Name);
        return new Finding(
            Info.Code,
            isLonger ? FindingLevel.Note : Info.Level,
            $"what holds after {phase.Phase.Name} underfits",
            phase.Fit.Because,
            isLonger
                ? "train longer first, as HS207 says, and do not regularize yet"
                : capacity.Count > 0 ? $"do not regularize yet; try a larger model: tune {string.Join(" and ", capacity)}" : "do not regularize yet; try a larger model or a larger learning rate",
            PlanPaths.Of(phase.Plan, phase.Phase),
            isLonger || capacity.Count == 0 || phase.Plan.FindPhase("capacity") is not null
                ? null
                : new PlanEdit(
                    FormattableString.Invariant($"phases[{phase.Plan.Phases.Length}]"),
                    $"{{ name: capacity, question: Does a larger model fit better?, tune: [{string.Join(", ", capacity.Concat(rates))}], trials: 20, when: underfitting }}"));
    }
}
