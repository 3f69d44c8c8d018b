using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS113: batch size is tuned for quality.</summary>
internal sealed class BatchSizeRule : IPlanRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS113",
        FindingLevel.Warning,
        "batch size tuned for quality",
        "With everything else tuned for it, each batch size reaches about the same quality (Shallue et al. 2018); what it decides is the time of a training. A comparison at "
        + "equal epochs gives small batches more steps, and one at a fixed learning rate gives the size that suits this rate the win. It is a note where the learning rate is "
        + "re-opened in the same phase.")
    {
        Playbook = ["PB-3", "PB-5"],
        Example = new RuleExample(
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              batch_size: { default: 64, choices: [16, 32, 64, 128, 256] }
            phases:
              - { name: batch, tune: [batch_size], trials: 30 }
            """,
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              batch_size: { default: 64, choices: [16, 32, 64, 128, 256] }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 30 }
            """,
            "trial.SuggestCategorical(\"batch_size\", [16, 32, 64, 128, 256])",
            "const int BatchSize = 128; // the largest that still raises the throughput"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Phases.SelectMany(p => PlanFacts.Tuned(plan, p, "batch_size").Select(b => Report(plan, p, b)));
    }

    private Finding Report(Plan plan, PlanPhase phase, PlanParameter batch)
    {
        var isReopened = PlanFacts.TunesRate(plan, phase);
        var (least, most) = batch.Type == PlanParameterType.Categorical
            ? (batch.Choices.OfType<long>().DefaultIfEmpty(1).Min(), batch.Choices.OfType<long>().DefaultIfEmpty(1).Max())
            : ((long)batch.Low, (long)batch.High);
        return new Finding(
            Info.Code,
            isReopened ? FindingLevel.Note : Info.Level,
            $"the phase {phase.Name} tunes {batch.Name}",
            $"at equal epochs {batch.Name} {least} makes {PlanEffort.Text(most / (double)Math.Max(1, least))} times as many steps as {most}" + (isReopened ? string.Empty : "; and the learning rate is fixed"),
            isReopened ? "compare the time of a training too, and prefer the largest size within noise of the best" : "choose the size for its throughput, or tune the learning rate with it",
            PlanPaths.Of(plan, phase, "tune"),
            isReopened || PlanFacts.LearningRates(plan) is not { Count: > 0 } rates ? null : PlanFacts.With(plan, phase, rates));
    }
}
