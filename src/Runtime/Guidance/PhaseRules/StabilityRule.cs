using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.PhaseRules;

/// <summary>HS212: the best learning rate lies right below where training diverges.</summary>
internal sealed class StabilityRule : IPhaseRule
{
    private static readonly string[] Cures = ["warmup", "clipping"];

    private static readonly RuleThreshold Nearest = new("factor between the best learning rate and the border of divergence", 3, "the reach of the refine round");

    private static readonly RuleThreshold Level = new("level of the trend towards that border", 0.05, "Spearman's rank correlation, one-sided");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS212",
        FindingLevel.Note,
        "limited by stability",
        "Where training gets better with every larger learning rate until it diverges, the rate is chosen by stability and not by quality: a larger one would train better if training stood it. "
        + "The tuning playbook's remedies, in this order: warm the rate up (over at most a tenth of the training), clip gradients (at the 90th percentile of their norms), another optimizer, "
        + "residual connections and normalization; a lower rate comes last. A warm-up raises the rate that a network stands, often by ten times.")
    {
        Thresholds = [Nearest, Level],
        Playbook = ["PB-22", "PB-38", "PB-39", "PB-40"],
        Example = new RuleExample(
            """
            budget: { epochs: 30 }
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              warmup_epochs: { default: 0, low: 0, high: 3, type: int, hard: low }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20 }
            """,
            """
            budget: { epochs: 30 }
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 10.0, scale: log }
              warmup_epochs: { default: 0, low: 0, high: 3, type: int, hard: low }
            phases:
              - { name: learning-rate, tune: [learning_rate, warmup_epochs], trials: 20 }
            """,
            "optimizer.step();",
            "torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); optimizer.step();"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(FinishedPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        return FailingRegion.Find(phase) is { } region && Limits(phase, region) ? [Report(phase, region)] : [];
    }

    /// <summary>Tells whether stability limits the learning rate.</summary>
    /// <param name="phase">The phase.</param>
    internal static bool Limits(FinishedPhase phase) => FailingRegion.Find(phase) is { } region && Limits(phase, region);

    /// <summary>Tells whether a failing region limits the learning rate.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="region">The region.</param>
    internal static bool Limits(FinishedPhase phase, FailingRegion region)
    {
        var p = region.Parameter;
        if (p.Role != "learning_rate" || region.End != RangeEnd.High || !p.Log || phase.Best?.Parameters.GetValueOrDefault(p.Name)?.Internal is not { } best)
        {
            return false;
        }

        var below = phase.Complete.Where(t => t.Parameters.ContainsKey(p.Name) && t.Parameters[p.Name].Internal < region.From.Failed).ToList();
        return best < region.From.Failed && region.From.Failed / best <= Nearest.Value
            && TrendTest.Level(below.ConvertAll(t => RangeScale.Depth(p, t.Parameters[p.Name].Internal, RangeEnd.High)), below.ConvertAll(t => PhaseTrials.Loss(t.Value, phase.Direction))) <= Level.Value;
    }

    private Finding Report(FinishedPhase phase, FailingRegion region)
    {
        var p = region.Parameter;
        var best = phase.Best?.Parameters[p.Name].Internal;
        var cure = phase.Plan.Parameters.Where(q => Cures.Contains(q.Role) && !phase.Phase.Tune.Contains(q.Name)).OrderBy(q => Array.IndexOf(Cures, q.Role)).FirstOrDefault();
        return new Finding(
            Info.Code,
            Info.Level,
            $"the best {p.Name} of {phase.Phase.Name} lies right below where training diverges",
            $"the best is {PhaseText.Value(best)}, and {region.Counts.Failed} of {region.Counts.All} trainings from {PhaseText.Value(region.From.Failed)} on gave nothing; below it the values improve towards that border",
            cure is null
                ? "make training stand a larger rate: a warm-up of at most a tenth of the epochs first, then gradient clipping"
                : $"tune {cure.Name} with it, so that training stands a larger rate",
            PlanPaths.Of(phase.Plan, phase.Phase, "tune"),
            cure is null ? null : PlanFacts.With(phase.Plan, phase.Phase, cure));
    }
}
