using System.Collections.Immutable;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Tests.Plans;

/// <summary>Decisions that several tests use.</summary>
internal static class SampleDecisions
{
    /// <summary>Gets two decisions that together set every field to something but its default.</summary>
    public static DecisionBook Full { get; } = new(
    [
        new Decision
        {
            Phase = "learning-rate",
            Study = "digits-learning-rate",
            State = DecisionState.Skipped,
            Because = "a \"quoted\" reason\nwith # a line: break",
            Superseded = true,
        },
        new Decision
        {
            Phase = "learning-rate",
            Study = "digits-learning-rate-2",
            State = DecisionState.Adopted,
            Time = new DateTime(2030, 1, 31, 12, 0, 0, 250, DateTimeKind.Utc),
            PlanHash = "00ff17",
            Frozen = Map<object?>(("batch_size", 64L), ("bias", true), ("learning_rate", 0.0731), ("limit", null), ("schedule", "1.0"), ("weight_decay", 0.0)),
            Widened = Map(("learning_rate", new WidenedRange(1e-6, 10, 2))),
            Because = "leads the baseline by 0.14, more than 0.02",
            Evidence = new DecisionEvidence
            {
                Trials = 20,
                Complete = 12,
                Pruned = 7,
                Failed = 1,
                Epochs = 412,
                PlannedEpochs = 600,
                Controls = 2,
                Regrets = 1,
                Pruning = "auto: median from epoch 4",
                ConfirmEpochs = 360,
                Seconds = 31.25,
                Cost = 0.01,
                Baseline = 0.81,
                Best = 0.95,
                Spread = 0.004,
                Noise = 0.0033,
                Gain = 0.14,
                Threshold = 0.02,
                Trial = 13,
                Searched = Map(("learning_rate", "1e-06 .. 10.0 log")),
                Edges = ["learning_rate high"],
                BatchSizes = ["16 (3 trials): 0.9700 at equal epochs", "16 leads at equal epochs and at equal steps"],
                Fit = FitState.Overfitting,
                FitBecause = "training leads validation by 0.05",
            },
            Findings = ["HS201 warning: best at an edge"],
            Waived = Map(("HS110", "the cluster is free at night")),
        },
    ]);

    private static ImmutableSortedDictionary<string, T> Map<T>(params (string Key, T Value)[] items) =>
        items.ToImmutableSortedDictionary(i => i.Key, i => i.Value, StringComparer.Ordinal);
}
