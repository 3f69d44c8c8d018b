using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Guidance.PhaseRules;

/// <summary>HS213: the training loss rises while training.</summary>
internal sealed class RisingLossRule : IPhaseRule
{
    private static readonly RuleThreshold Level = new("level of the rise of the training loss after its minimum", LossCourse.SternLevel, "Kendall's test, one-sided, widened by the likeness of neighbouring epochs; 0.05 under ten epochs");

    private static readonly RuleThreshold Jitters = new("jitters by which it rises, at least", LossCourse.LeastJitters, "the same as a phase's fit asks of the validation loss");

    private static readonly RuleThreshold Share = new("share of its fall that it loses again, at least", 0.02, "a default without a source; below it the loss lies at its floor");

    private static readonly RuleThreshold Jump = new("jitters above its minimum at which a loss that jumped and stays there has risen too", 10, "a default without a source; chance leaves thirty level values about two above their smallest");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS213",
        FindingLevel.Warning,
        "the training loss rises",
        "Validation may get worse while a model overfits; the loss on the very data that it is trained on should not. Where it rises in the trainings of what holds now, look for a fault first: a learning rate that grows or was never "
        + "decayed, a loss that is summed over epochs, a sign, data that changes, a model left in evaluation mode; or a rate so large that training becomes unstable late, for which clipping and a decaying "
        + "schedule help. A loss that jumps and stays there counts as well as one that climbs. Two of three trainings must agree.")
    {
        Thresholds = [Level, Jitters, Share, Jump],
        Playbook = ["PB-26"],
        Example = new RuleExample(
            """
            parameters:
              learning_rate: { default: 0.5, low: 0.1, high: 10.0, scale: log }
            """,
            """
            parameters:
              learning_rate: { default: 0.01, low: 0.0001, high: 1.0, scale: log }
            """,
            "total += loss.item<float>(); context.Log(epoch, \"train_loss\", total);",
            "context.Log(epoch, \"train_loss\", total / batches);"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(FinishedPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        var judged = phase.Trainings.Where(t => LossCourse.Rise(phase.Curves(t).TrainLoss) is not null).ToList();
        var rising = judged.Where(t => Rise(phase, t) is not null).ToList();
        if (!PhaseFit.Agree(rising.Count, judged.Count) || Rise(phase, rising[0]) is not { } rise)
        {
            yield break;
        }

        var all = phase.Complete.Count(t => Rise(phase, t) is not null);
        var schedule = phase.Plan.Parameters.FirstOrDefault(p => p.Role == "schedule" && !phase.Phase.Tune.Contains(p.Name));
        yield return new Finding(
            Info.Code,
            Info.Level,
            $"the training loss of what holds after {phase.Phase.Name} rises while it trains",
            $"in {rising.Count} of its {PhaseRemedies.Count(judged.Count, "training")}: in trial {rising[0].Number} it rose by {PhaseText.Metric(rise.Amount)} after epoch {rise.Epoch}, beyond its jitter of {PhaseText.Metric(rise.Jitter)}; so did {all} of {PhaseRemedies.Count(phase.Complete.Length, "complete search trial")}",
            schedule is null ? "look for a fault in the training loop first; then try a smaller learning rate, gradient clipping or a schedule that decays" : $"look for a fault in the training loop first; then train with a smaller learning rate, or tune {schedule.Name} with it",
            PlanPaths.Of(phase.Plan, phase.Phase, "tune"),
            schedule is null ? null : PlanFacts.With(phase.Plan, phase.Phase, schedule));
    }

    // a training that breaks down jumps to a level and stays there, which is no trend
    private static LossRise? Rise(FinishedPhase phase, FrozenTrial trial)
    {
        var curve = phase.Curves(trial).TrainLoss;
        if (LossCourse.Rise(curve) is not { } rise || !(rise.IsClear || rise.Amount >= Jump.Value * rise.Jitter))
        {
            return null;
        }

        var loss = curve.Where(v => double.IsFinite(v.Value)).Select(v => v.Value).ToList();
        return rise.Amount >= Share.Value * (loss[0] - loss.Min()) ? rise : null;
    }
}
