using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Guidance.PhaseRules;

/// <summary>HS206: training itself is not done, and does not lead validation.</summary>
internal sealed class UnderfittingRule : IPhaseRule
{
    private static readonly string[] Capacity = ["width", "depth"];

    private static readonly RuleThreshold Noises = new("noises (or jitters) by which the training score still improves over the last fifth of the epochs", 2, "the definition of underfitting");

    private static readonly RuleThreshold Gap = new("noises by which training may lead validation", 2, "beyond it the model fits its training data well enough to overfit");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS206",
        FindingLevel.Warning,
        "underfitting",
        "A model whose training score still improves when training ends, and is no better than its validation score, has not learned its data yet. Tuning regularization now can only make it worse, and "
        + "differences between configurations are differences in speed. Longer training, a larger learning rate or a larger model come first. The rule asks all trainings of what holds now; two of three "
        + "must agree. It is a note where HS207 already asks for more epochs.")
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
        var judged = phase.Leaders.Where(t => phase.Curves(t).Train.Length >= CurveFacts.FewestEpochs && phase.Curves(t).Gap(phase.Direction) is not null).ToList();
        var under = judged.Where(t => Underfits(phase, t, CurveFacts.Level(judged.Count))).ToList();
        return under.Count > 0 && CurveFacts.Agree(under.Count, judged.Count) ? [Report(phase, under, judged.Count)] : [];
    }

    private static bool Underfits(FinishedPhase phase, FrozenTrial trial, double level)
    {
        var curves = phase.Curves(trial);
        var train = CurveFacts.Goodness(curves.Train, phase.Direction);
        return train.Length >= CurveFacts.FewestEpochs
            && Gain(train) > Noises.Value * Math.Max(phase.Noise.Deviation, Noise.Jitter(train))
            && CurveFacts.RiseLevel(train.TakeLast(Math.Max(5, train.Length / 3)).ToList()) <= level
            && curves.Gap(phase.Direction) <= Gap.Value * phase.Noise.Deviation;
    }

    private static double Gain(double[] values) => CurveFacts.End(values) - CurveFacts.End(values[..^CurveFacts.Part(values.Length)]);

    private Finding Report(FinishedPhase phase, List<FrozenTrial> under, int judged)
    {
        var curves = phase.Curves(under[0]);
        var train = CurveFacts.Goodness(curves.Train, phase.Direction);
        var gap = curves.Gap(phase.Direction) ?? 0;
        var isLonger = ImprovingRule.Holds(phase);
        var capacity = phase.Plan.Parameters.Where(p => Capacity.Contains(p.Role) && p.ConditionParent is null && phase.Plan.Phases.All(f => !f.Tune.Contains(p.Name))).Select(p => p.Name).ToList();
        var rate = PlanFacts.LearningRate(phase.Plan);
        return new Finding(
            Info.Code,
            isLonger ? FindingLevel.Note : Info.Level,
            $"what holds after {phase.Phase.Name} underfits",
            $"in {under.Count} of its {PhaseRemedies.Count(judged, "training")} the training score still improves: in trial {under[0].Number} by {PhaseText.Metric(Gain(train))} over the last {PhaseRemedies.Count(CurveFacts.Part(train.Length), "epoch")}, "
            + $"and at the best epoch it {(gap < 0 ? "trails" : "leads")} validation by {PhaseText.Metric(Math.Abs(gap))} ({PhaseRemedies.NoiseSource(phase)} is {PhaseText.Metric(phase.Noise.Deviation)})",
            isLonger
                ? "train longer first, as HS207 says, and do not regularize yet"
                : capacity.Count > 0 ? $"do not regularize yet; try a larger model: tune {string.Join(" and ", capacity)}" : "do not regularize yet; try a larger model or a larger learning rate",
            PlanPaths.Of(phase.Plan, phase.Phase),
            isLonger || capacity.Count == 0 || phase.Plan.FindPhase("capacity") is not null
                ? null
                : new PlanEdit(
                    FormattableString.Invariant($"phases[{phase.Plan.Phases.Length}]"),
                    $"{{ name: capacity, question: Does a larger model fit better?, tune: [{string.Join(", ", rate is null ? capacity : [.. capacity, rate.Name])}], trials: 20, when: underfitting }}"));
    }
}
