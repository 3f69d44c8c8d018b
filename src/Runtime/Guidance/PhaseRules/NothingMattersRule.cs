using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Guidance.PhaseRules;

/// <summary>HS203: all trials lie within the noise.</summary>
internal sealed class NothingMattersRule : IPhaseRule
{
    private static readonly RuleThreshold FewestTrials = new("complete trials outside the refine round", 8, "a default without a source");

    private static readonly RuleThreshold FewestDegrees = new("degrees of freedom of the noise", 4, "two configurations with three seeds each");

    private static readonly RuleThreshold MostSpread = new("spread of the trials over the noise", 1.25, "in three of four phases without an effect 12 trials spread less (F distribution, 11 and 6 degrees)");

    private static readonly RuleThreshold LeastLevel = new("level of the difference between thirds of a range or choices", 0.1, "one-way analysis of variance");

    private static readonly RuleThreshold MostOutside = new("share of the trials that failed or were pruned far from the others", 0.1, "a default without a source");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS203",
        FindingLevel.Warning,
        "nothing matters",
        "When trials with quite different values differ no more than the same values with different seeds do, the phase compared noise: its parameters do not matter here, their ranges "
        + "are too narrow to show it, or the training ignores them. The rule is careful: it speaks only where the noise was measured over seeds, where nothing was adopted, where the trials "
        + "spread no more than the noise does and where neither thirds of a range nor choices differ (one-way analysis of variance).")
    {
        Thresholds = [FewestTrials, FewestDegrees, MostSpread, LeastLevel, MostOutside],
        Playbook = ["PB-27", "PB-29"],
        Example = new RuleExample(
            """
            parameters:
              learning_rate: { default: 0.01, low: 0.009, high: 0.011, scale: log }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 30 }
            """,
            """
            parameters:
              learning_rate: { default: 0.01, low: 0.0001, high: 1.0, scale: log }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 30 }
            """,
            "trial.SuggestFloat(\"learning_rate\", 0.009, 0.011)",
            "trial.SuggestFloat(\"learning_rate\", 0.0001, 1.0, log: true)"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(FinishedPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        return Holds(phase) ? [Report(phase)] : [];
    }

    /// <summary>Tells whether nothing that the phase tuned made a difference.</summary>
    /// <param name="phase">The phase.</param>
    internal static bool Holds(FinishedPhase phase)
    {
        var values = Values(phase);
        var noise = phase.Noise;
        return phase.Decision.State == DecisionState.Kept
            && values.Length >= FewestTrials.Value
            && noise.Degrees >= FewestDegrees.Value
            && PhaseStatistics.Deviation(values) <= MostSpread.Value * noise.Deviation
            && PhaseStatistics.Deviation(values) > 0
            && phase.Space.Parameters.All(p => PhaseStatistics.GroupLevel(PhaseStatistics.Groups(phase.Explored, p)) > LeastLevel.Value)
            && Outside(phase) <= MostOutside.Value;
    }

    private static double[] Values(FinishedPhase phase) => [.. phase.Explored.Select(t => t.Value ?? 0)];

    // pruned trials lie where they were judged: beside the complete ones at the same epoch
    private static double Outside(FinishedPhase phase)
    {
        var others = phase.Search.Where(t => t.Round != RoundNames.Refine && t.State != TrialState.Complete).ToList();
        var median = phase.Explored.SelectMany(t => t.IntermediateValues).GroupBy(v => v.Step).ToDictionary(g => g.Key, g => PhaseStatistics.Median([.. g.Select(v => v.Value)]));
        var reach = 2.42 * Math.Sqrt(2) * phase.Noise.Deviation;
        var far = others.Count(t => t.State == TrialState.Fail
            || t.LastReport is not { } last || !median.TryGetValue(last.Step, out var usual) || !(phase.Lead(usual, last.Value) <= reach));
        return far / (double)(others.Count + phase.Explored.Length);
    }

    private Finding Report(FinishedPhase phase)
    {
        var values = Values(phase);
        var noise = phase.Noise.Deviation;
        // 5 % level and 80 % power between two thirds: (1.64 + 0.84) s sqrt(2 / (n / 3))
        var visible = 2.48 * noise * Math.Sqrt(6.0 / values.Length);
        var wider = phase.Space.Parameters.FirstOrDefault(p => p is { Type: PlanParameterType.Float, Log: true, Low: > 0, Hard: HardEnds.None } && p.High / p.Low < 100 && phase.Plan.FindParameter(p.Name)?.Low == p.Low);
        var low = wider is null ? 0 : PhaseRemedies.Rounded(wider.Low / 10);
        var high = wider is null ? 0 : PhaseRemedies.Rounded(wider.High * 10);
        return new Finding(
            Info.Code,
            Info.Level,
            $"nothing that {phase.Phase.Name} tuned made a difference",
            string.Create(CultureInfo.InvariantCulture, $"{values.Length} trials over {string.Join(", ", phase.Space.Parameters.Select(p => $"{p.Name} {PhaseText.Range(p)}"))} spread by {PhaseText.Metric(PhaseStatistics.Deviation(values))}, and seeds alone do by {PhaseText.Metric(noise)}; an effect above about {PhaseText.Metric(visible)} would have been seen"),
            wider is null ? "keep the defaults and tune something else; or check that the training uses these values" : $"search {wider.Name} from {PhaseRemedies.Value(wider, low)} to {PhaseRemedies.Value(wider, high)}, or keep its default and tune something else",
            PlanPaths.Of(phase.Plan, phase.Phase),
            wider is null ? null : new PlanEdit(PlanPaths.Of(wider, "low"), PhaseRemedies.Value(wider, low), new PlanEdit(PlanPaths.Of(wider, "high"), PhaseRemedies.Value(wider, high))));
    }
}
