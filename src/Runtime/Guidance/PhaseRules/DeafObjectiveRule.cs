using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Guidance.PhaseRules;

/// <summary>HS214: the objective is constant, no number, or does not hear a parameter.</summary>
internal sealed class DeafObjectiveRule : IPhaseRule
{
    private const int LongestValue = 12;

    private static readonly RuleThreshold FewestTrials = new("trials with different values", 5, "a default without a source");

    private static readonly RuleThreshold MostDiverged = new("share of the trials whose value is no number", 0.9, "a default without a source");

    private static readonly RuleThreshold SameCourse = new("trials that differ in one parameter only and train digit for digit alike", 3, "two could be one configuration by rounding");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS214",
        FindingLevel.Error,
        "objective constant, NaN, or deaf to a parameter",
        "An objective that gives the same value for every configuration, no number for nearly all, or the same training digit for digit whatever one parameter is, does not measure what the phase tunes: the value is not passed on "
        + "to the training, is overwritten there, or the metric is computed wrongly. Every later phase would build on it, so this error stops the plan until the training is mended and the phase has run again, or the "
        + "rule is waived with a reason. Equal scores alone are no evidence against one parameter; equal losses, digit for digit, are.")
    {
        Thresholds = [FewestTrials, MostDiverged, SameCourse],
        Playbook = ["PB-21", "PB-26"],
        Example = new RuleExample(
            """
            parameters:
              lr: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
            trainer: { command: ["python3", "train.py"] }   # reads p["learning_rate"]
            """,
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
            trainer: { command: ["python3", "train.py"] }   # reads p["learning_rate"]
            """,
            "var optimizer = torch.optim.Adam(model.parameters(), lr: 0.001);",
            "var optimizer = torch.optim.Adam(model.parameters(), lr: hp.LearningRate);"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(FinishedPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        if (GivesNoNumber(phase))
        {
            return [NoNumber(phase, phase.Search.Count(PhaseStatistics.HasDiverged))];
        }

        var known = phase.Complete.DistinctBy(PhaseTrials.Configuration).ToList();
        if (known.Count >= FewestTrials.Value && known.TrueForAll(t => t.Value == known[0].Value))
        {
            return [Constant(phase, known)];
        }

        return phase.Space.Parameters.Select(p => Deaf(phase, p)).OfType<Finding>();
    }

    /// <summary>Tells whether nearly every trial gave no number.</summary>
    /// <param name="phase">The phase.</param>
    internal static bool GivesNoNumber(FinishedPhase phase) =>
        phase.Search.Length >= FewestTrials.Value && phase.Search.Count(PhaseStatistics.HasDiverged) >= MostDiverged.Value * phase.Search.Length;

    private Finding NoNumber(FinishedPhase phase, int diverged) => Report(
        phase,
        $"nearly every training of {phase.Phase.Name} gave no number",
        $"{diverged} of {phase.Search.Length} trials diverged, over {string.Join(", ", phase.Space.Parameters.Select(p => $"{p.Name} {PhaseText.Range(p)}"))}; the last reason: {PhaseRemedies.FirstLine(phase.Search.LastOrDefault(t => t.Reason is not null)?.Reason)}",
        "mend the training: look for a division by zero, a logarithm of zero, data that is not scaled");

    private Finding Constant(FinishedPhase phase, List<FrozenTrial> known) => Report(
        phase,
        $"every trial of {phase.Phase.Name} gave the same value",
        $"{known.Count} different configurations over {string.Join(", ", phase.Space.Parameters.Select(p => $"{p.Name} {PhaseText.Range(p)}"))} all gave {PhaseText.Metric(known[0].Value)}",
        $"check that the training uses {string.Join(" and ", phase.Phase.Tune)} and that {phase.Plan.Metric.Name} is computed from its model");

    private Finding? Deaf(FinishedPhase phase, PlanParameter p)
    {
        var same = phase.Complete.Where(t => t.Parameters.ContainsKey(p.Name) && Course(phase, t) is not null)
            .GroupBy(t => (Others(t, p.Name), Course(phase, t)))
            .Select(g => g.DistinctBy(t => t.Parameters[p.Name].Internal).ToList())
            .Where(g => g.Count >= SameCourse.Value)
            .MaxBy(g => g.Count);
        return same is null
            ? null
            : Report(
                phase,
                $"the training of {phase.Phase.Name} does not hear {p.Name}",
                $"{same.Count} trials that differ in {p.Name} only ({string.Join(", ", same.Take(3).Select(t => PhaseText.Value(t.Parameters[p.Name].External)))}{(same.Count > 3 ? " and more" : string.Empty)}) trained digit for digit alike, to {PhaseText.Metric(same[0].Value)}",
                $"check that the training uses {p.Name}");
    }

    // counts over few rows are often equal by chance, so only what has many digits tells
    private static string? Course(FinishedPhase phase, FrozenTrial trial)
    {
        var curves = phase.Curves(trial);
        var values = curves.TrainLoss.Concat(curves.ValidationLoss).Concat(trial.IntermediateValues)
            .Select(v => v.Value.ToString("R", CultureInfo.InvariantCulture))
            .ToList();
        return values.Exists(v => v.Length >= LongestValue) ? string.Join(' ', values) : null;
    }

    private static string Others(FrozenTrial trial, string name) => string.Join(' ', trial.Parameters.Where(p => p.Key != name).OrderBy(p => p.Key, StringComparer.Ordinal)
        .Select(p => p.Key + "=" + p.Value.Internal.ToString("R", CultureInfo.InvariantCulture)));

    private Finding Report(FinishedPhase phase, string text, string evidence, string remedy) =>
        new(Info.Code, Info.Level, text, evidence, $"{remedy}, {PhaseRemedies.Again(phase)}", PlanPaths.Of(phase.Plan, phase.Phase, "tune"));
}
