using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Guidance.PhaseRules;

/// <summary>HS207: the metric still improves when training ends.</summary>
internal sealed class ImprovingRule : IPhaseRule
{
    private const int MostParts = 10;

    private static readonly string[] Constant = ["constant", "none", "fixed", "flat"];

    private static readonly RuleThreshold LastPart = new("share of the epochs, at the end, in which the best one lies", 0.25, "tuning playbook, PB-32");

    private static readonly RuleThreshold Level = new("level of the rise over the last third of the epochs", 0.05, "Kendall's test, one-sided; 0.01 where there is one training only");

    private static readonly RuleThreshold Worth = new("noises that longer training must promise", 1, "a gain below the noise could not be seen");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS207",
        FindingLevel.Warning,
        "still improving at the end",
        "Where the best epoch is always among the last and the metric is still on its way up, training was cut short, and the phase compared how fast configurations are, not how good they get. More epochs, "
        + "and the decay of the schedule tuned again with them, come before other questions. How many follows from how fast the gains shrink: each fifth of the training brings a share of what the "
        + "fifth before brought, until a fifth brings less than the noise. With a schedule that decays to its end an improvement at the end is usual; then this is a note.")
    {
        Thresholds = [LastPart, Level, Worth],
        Playbook = ["PB-25", "PB-32", "PB-36"],
        Example = new RuleExample("budget: { epochs: 5 }", "budget: { epochs: 15 }", "for (var epoch = 1; epoch <= 5; epoch++) { Train(epoch); }", "for (var epoch = 1; epoch <= context.Epochs; epoch++) { Train(epoch); }"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(FinishedPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        var judged = Judged(phase);
        var improving = judged.Where(t => Improves(phase, t, judged.Length)).ToList();
        return improving.Count > 0 && PhaseFit.Agree(improving.Count, judged.Length) && Missing(phase, improving) is { } missing ? [Report(phase, improving, judged.Length, missing)] : [];
    }

    /// <summary>Tells whether longer training is worth it.</summary>
    /// <param name="phase">The phase.</param>
    internal static bool Holds(FinishedPhase phase)
    {
        var judged = Judged(phase);
        var improving = judged.Where(t => Improves(phase, t, judged.Length)).ToList();
        return improving.Count > 0 && PhaseFit.Agree(improving.Count, judged.Length) && Missing(phase, improving) is not null;
    }

    // what ended early by itself says nothing about more epochs
    private static ImmutableArray<FrozenTrial> Judged(FinishedPhase phase) =>
        [.. phase.Leaders.Where(t => t.LastReport?.Step >= phase.Epochs && t.IntermediateValues.Count(v => double.IsFinite(v.Value)) >= CurveFacts.FewestEpochs)];

    private static bool Improves(FinishedPhase phase, FrozenTrial trial, int all)
    {
        var values = CurveFacts.Goodness(trial.IntermediateValues, phase.Direction);
        var best = Array.IndexOf(values, values.Max());
        return best >= (1 - LastPart.Value) * values.Length && RankTrend.RiseLevel([.. values.TakeLast(Math.Max(5, values.Length / 3))]) <= Math.Min(Level.Value, CurveFacts.Level(all));
    }

    // gains of the last two fifths, averaged over the trainings, continued as a geometric series
    private static (int Epochs, double Late, double Promised)? Missing(FinishedPhase phase, List<FrozenTrial> improving)
    {
        var curves = improving.ConvertAll(t => CurveFacts.Goodness(t.IntermediateValues, phase.Direction));
        var part = CurveFacts.Part(curves.Min(c => c.Length));
        var (end, before, earlier) = (curves.Average(c => Mean(c, 0, part)), curves.Average(c => Mean(c, 1, part)), curves.Average(c => Mean(c, 2, part)));
        var late = end - before;
        var ratio = before > earlier ? Math.Clamp(late / (before - earlier), 0.1, 0.9) : 0.9;
        var promised = late * ratio / (1 - ratio);
        var least = Worth.Value * Math.Max(phase.Noise.Deviation, PhaseStatistics.Median([.. curves.Select(c => LateJitter.Of(c))]));
        if (late <= 0 || promised <= least)
        {
            return null;
        }

        var parts = 1;
        while (parts < MostParts && late * Math.Pow(ratio, parts + 1) > least)
        {
            parts++;
        }

        return (parts * part, late, promised);
    }

    private static double Mean(double[] values, int back, int part)
    {
        var end = Math.Max(part, values.Length - (back * part));
        return values[(end - part)..end].Average();
    }

    private Finding Report(FinishedPhase phase, List<FrozenTrial> improving, int judged, (int Epochs, double Late, double Promised) missing)
    {
        var schedule = Schedule(phase);
        var part = CurveFacts.Part(phase.Epochs);
        return new Finding(
            Info.Code,
            schedule is null ? Info.Level : FindingLevel.Note,
            $"the trainings of {phase.Phase.Name} still improve when they end",
            $"{improving.Count} of {PhaseRemedies.Count(judged, "training")} had the best epoch among the last quarter of {phase.Epochs} and rose over the last third; the last {PhaseRemedies.Count(part, "epoch")} brought {PhaseText.Metric(missing.Late)}, "
            + $"and as the gains shrink about {PhaseText.Metric(missing.Promised)} more is to come ({PhaseRemedies.NoiseSource(phase)} is {PhaseText.Metric(phase.Noise.Deviation)})"
            + (schedule is null ? string.Empty : $"; the schedule {schedule} decays to its end, so that some of it is its doing"),
            $"train {PhaseRemedies.Count(missing.Epochs, "epoch")} longer, {phase.Epochs + missing.Epochs} in all, {PhaseRemedies.Again(phase)}",
            phase.Phase.Epochs is null ? "budget.epochs" : PlanPaths.Of(phase.Plan, phase.Phase, "epochs"),
            PhaseRemedies.Epochs(phase, phase.Epochs + missing.Epochs));
    }

    private static string? Schedule(FinishedPhase phase)
    {
        var parameter = phase.Plan.Parameters.FirstOrDefault(p => p.Role == "schedule" && p.Type == PlanParameterType.Categorical);
        var value = parameter is null ? null : phase.Holding?.Parameters.GetValueOrDefault(parameter.Name)?.External ?? phase.Space.Baseline.GetValueOrDefault(parameter.Name);
        return value is string name && !Constant.Contains(name, StringComparer.OrdinalIgnoreCase) ? name : null;
    }
}
