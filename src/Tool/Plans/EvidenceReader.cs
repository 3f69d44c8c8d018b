using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans.Yaml;

namespace HyperScaffold.Tool.Plans;

/// <summary>Reads the numbers behind a decision.</summary>
/// <param name="problems">Takes the mistakes.</param>
internal sealed class EvidenceReader(PlanProblems problems)
{
    private static readonly string[] Keys =
    [
        "trials", "complete", "pruned", "failed", "epochs", "planned_epochs", "controls", "regrets", "pruning", "confirm_epochs", "seconds", "cost", "baseline", "best", "spread", "noise",
        "gain", "threshold", "trial", "searched", "edges", "batch_sizes", "fit", "fit_because",
    ];

    private static readonly string[] Fits = ["unknown", "balanced", "overfitting", "underfitting"];

    /// <summary>Reads the evidence.</summary>
    /// <param name="node">The mapping.</param>
    /// <returns>The evidence.</returns>
    public DecisionEvidence Read(YamlMapping node)
    {
        var map = new MapReader(node, problems, Keys);
        return new DecisionEvidence
        {
            Trials = Count(map, "trials"),
            Complete = Count(map, "complete"),
            Pruned = Count(map, "pruned"),
            Failed = Count(map, "failed"),
            Epochs = Count(map, "epochs"),
            PlannedEpochs = Count(map, "planned_epochs"),
            Controls = Count(map, "controls"),
            Regrets = Count(map, "regrets"),
            Pruning = map.Text("pruning") ?? string.Empty,
            ConfirmEpochs = Count(map, "confirm_epochs"),
            Seconds = Real(map, "seconds") ?? 0,
            Cost = Real(map, "cost"),
            Baseline = Real(map, "baseline"),
            Best = Real(map, "best"),
            Spread = Real(map, "spread"),
            Noise = Real(map, "noise"),
            Gain = Real(map, "gain"),
            Threshold = Real(map, "threshold"),
            Trial = (int?)map.Whole("trial", 0, int.MaxValue),
            Searched = (map.Mapping("searched")?.Entries ?? []).ToImmutableSortedDictionary(
                e => e.Key.Text, e => (e.Value as YamlScalar)?.Text ?? string.Empty, StringComparer.Ordinal),
            Fit = map.Word("fit", Fits) is { } fit ? (FitState)Array.IndexOf(Fits, fit) : FitState.Unknown,
            FitBecause = map.Text("fit_because") ?? string.Empty,
            Edges = [.. map.Scalars("edges").Select(s => s.Text)],
            BatchSizes = [.. map.Scalars("batch_sizes").Select(s => s.Text)],
        };
    }

    private static int Count(MapReader map, string key) => (int)(map.Whole(key, 0, int.MaxValue) ?? 0);

    // a metric may be infinite, so this takes every number that YAML knows
    private double? Real(MapReader map, string key)
    {
        var node = map.Map.Find(key);
        if (node is null or YamlScalar { Value: long or double })
        {
            return node is null ? null : Convert.ToDouble(((YamlScalar)node).Value, CultureInfo.InvariantCulture);
        }

        problems.Add(node, $"{key} must be a number, but got {node.Kind}. Restore the file from git");
        return null;
    }
}
