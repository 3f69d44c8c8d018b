using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Guidance.PhaseRules;

/// <summary>HS208: training was over long before its end.</summary>
internal sealed class SaturatedRule : IPhaseRule
{
    private const int FewestEpochs = 10;
    private const int FewestTrainings = 3;

    private static readonly RuleThreshold Reached = new("share of the epochs after which every training had reached its end", 0.4, "a default without a source; the tuning playbook's 0.1 is for the best step itself");

    private static readonly RuleThreshold Reserve = new("epochs to keep, as a multiple of those that were needed", 1.5, "a default without a source");

    private static readonly RuleThreshold Trend = new("level of a rise after that epoch", 0.1, "Kendall's test, one-sided");

    private static readonly RuleThreshold Rising = new("share of the trainings that may still rise after that epoch", 0.25, "one in ten does by chance");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS208",
        FindingLevel.Note,
        "saturated long before the end",
        "Where every good training reaches its final value within the first two fifths of its epochs and gains nothing later, the rest of the epochs buys nothing: the next phases could try more "
        + "configurations for the same time. Half as many epochs again are kept as a reserve, because other configurations may be slower. The edit shortens the phases that are still to come, so that what "
        + "is decided stays as it is.")
    {
        Thresholds = [Reached, Reserve, Trend, Rising],
        Playbook = ["PB-25", "PB-32", "PB-34"],
        Example = new RuleExample(
            """
            budget: { epochs: 100 }
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              dropout: { default: 0, low: 0, high: 0.7, hard: low }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20 }
              - { name: regularization, tune: [dropout, learning_rate], trials: 20 }
            """,
            """
            budget: { epochs: 100 }
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              dropout: { default: 0, low: 0, high: 0.7, hard: low }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20 }
              - { name: regularization, tune: [dropout, learning_rate], trials: 20, epochs: 30 }
            """,
            "for (var epoch = 1; epoch <= 100; epoch++) { Train(epoch); }",
            "for (var epoch = 1; epoch <= 30; epoch++) { Train(epoch); }"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(FinishedPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);

        // where pruning left few trials that trained to their end, the best of these are no good ones
        var judged = phase.Leaders
            .Where(t => t.LastReport?.Step >= phase.Epochs && t.IntermediateValues.Count(v => double.IsFinite(v.Value)) >= FewestEpochs)
            .ToList();
        if (judged.Count < FewestTrainings)
        {
            yield break;
        }

        var reached = judged.ConvertAll(t => ReachedAt(phase, t));
        var last = reached.Count(r => r.Rises) > Rising.Value * judged.Count ? phase.Epochs : reached.Max(r => r.Epoch);
        var epochs = (int)Math.Max(5, Math.Ceiling(Reserve.Value * last));
        if (last <= Reached.Value * phase.Epochs && epochs < phase.Epochs)
        {
            yield return Report(phase, judged.Count, last, epochs);
        }
    }

    private static (int Epoch, bool Rises) ReachedAt(FinishedPhase phase, FrozenTrial trial)
    {
        var values = CurveFacts.Goodness(trial.IntermediateValues, phase.Direction);
        var wanted = CurveFacts.End(values) - Math.Max(phase.Noise.Deviation, LateJitter.Of(values));
        var at = Array.FindIndex(values, v => v >= wanted);
        return (at + 1, RankTrend.RiseLevel(values[(at + 1)..]) <= Trend.Value);
    }

    private Finding Report(FinishedPhase phase, int judged, int last, int epochs)
    {
        var later = phase.Plan.Phases.SkipWhile(p => p.Name != phase.Phase.Name).Skip(1).Where(p => (p.Epochs ?? phase.Plan.Budget.Epochs) > epochs).ToList();
        var saved = later.Sum(p => (long)TrialAllocation.Of(phase.Plan, p) * ((p.Epochs ?? phase.Plan.Budget.Epochs) - epochs));
        var edit = later.AsEnumerable().Reverse().Aggregate((PlanEdit?)null, (then, p) => new PlanEdit(PlanPaths.Of(phase.Plan, p, "epochs"), PlanEffort.Text(epochs).Replace(",", string.Empty, StringComparison.Ordinal), then));
        return new Finding(
            Info.Code,
            Info.Level,
            $"the trainings of {phase.Phase.Name} were over long before their end",
            $"the {judged} best had reached their final value, less the noise {PhaseText.Metric(phase.Noise.Deviation)}, by epoch {last} of {phase.Epochs}, and hardly any rose after it; with {epochs} epochs a trial this phase would have taken "
            + $"{PlanEffort.Text(Saved(phase, epochs))} epochs less" + (later.Count > 0 ? $", and the phases to come would take up to {PlanEffort.Text(saved)} less" : string.Empty),
            later.Count > 0 ? $"train the phases to come for {epochs} epochs, and try more configurations for it" : $"train {epochs} epochs in the next plan for this model",
            PlanPaths.Of(phase.Plan, phase.Phase),
            edit);
    }

    private static long Saved(FinishedPhase phase, int epochs) => phase.Trials.Sum(t => Math.Max(0, (long)SpendCounter.Epochs(t) - epochs));
}
