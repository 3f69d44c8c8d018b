using HyperScaffold.Phases;
using MathNet.Numerics.Distributions;

namespace HyperScaffold.Guidance.PhaseRules;

/// <summary>HS210: the gain is within retrain noise.</summary>
internal sealed class WithinNoiseRule : IPhaseRule
{
    private static readonly RuleThreshold Level = new("level of the lead of the best of all trials, where nothing was confirmed", 0.05, "one-sided, shared by the trials (Bonferroni)");

    private static readonly RuleThreshold MostSeeds = new("fresh seeds that are still proposed", 20, "a default without a source");

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS210",
        FindingLevel.Warning,
        "the gain is within retrain noise",
        "The best of many trials is the luckiest too: of 20 equal ones it leads a single training by about two noises. Only retraining with fresh seeds tells a gain from luck, and a phase adopts only what leads beyond it. "
        + "This rule is a note where the best candidate led, but no further than seeds alone could bring it, with the number of seeds that would tell such a lead from chance; and a warning where a winner "
        + "was adopted without fresh seeds and its lead is no larger than luck gives the best of so many.")
    {
        Thresholds = [Level, MostSeeds],
        Playbook = ["PB-18", "PB-29"],
        Example = new RuleExample(
            """
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20, confirm: none }
            """,
            """
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20, confirm: { top: 3, seeds: 3 } }
            """,
            "var best = study.BestTrial;",
            "var scores = new[] { 1000, 1001, 1002 }.Select(seed => Train(study.BestTrial, seed)).ToArray();"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(FinishedPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        if (phase.Decision.Evidence is not { Gain: > 0 and { } gain, Threshold: { } threshold } evidence || NothingMattersRule.Holds(phase))
        {
            yield break;
        }

        if (phase.Decision.State == DecisionState.Kept && phase.Noise.Degrees > 0)
        {
            yield return Unseen(phase, gain, threshold);
        }
        else if (phase.Decision.State == DecisionState.Adopted && phase.Noise.Degrees == 0 && phase.SearchNoise > 0 && gain <= Luck(phase))
        {
            yield return Unconfirmed(phase, evidence);
        }
    }

    private static double Luck(FinishedPhase phase) =>
        Normal.InvCDF(0, 1, 1 - (Level.Value / Math.Max(1, phase.Complete.Length - 1))) * phase.SearchNoise * Math.Sqrt(2);

    private Finding Unseen(FinishedPhase phase, double gain, double threshold)
    {
        // the lead that can be seen shrinks with the root of the seeds
        var seeds = (int)Math.Min(1e6, Math.Ceiling(phase.LeaderSeeds * Math.Pow(threshold / gain, 2)));
        var isMany = seeds > MostSeeds.Value;
        return new Finding(
            Info.Code,
            FindingLevel.Note,
            $"the best candidate of {phase.Phase.Name} leads within noise, so what held before was kept",
            $"it leads by {PhaseText.Metric(gain)} over {PhaseRemedies.Count(phase.LeaderSeeds, "fresh seed")}, and a lead of {PhaseText.Metric(threshold)} is beyond chance (noise {PhaseText.Metric(phase.Decision.Evidence?.Noise)}); about {PlanEffort.Text(seeds)} seeds could tell such a lead",
            isMany ? "let it be: a gain that takes so many trainings to see is worth little" : $"confirm with {seeds} seeds if so small a gain is worth {PlanEffort.Text((Math.Max(1, phase.Phase.Search.ConfirmTop) + 1) * (seeds - phase.Phase.Search.ConfirmSeeds))} more trainings",
            PlanPaths.Of(phase.Plan, phase.Phase),
            isMany ? null : PhaseRemedies.Seeds(phase, seeds));
    }

    private Finding Unconfirmed(FinishedPhase phase, DecisionEvidence evidence) => new(
        Info.Code,
        Info.Level,
        $"{phase.Phase.Name} adopted a lead that luck alone could give",
        $"trial {evidence.Trial} leads by {PhaseText.Metric(evidence.Gain)} on one seed, and of {PhaseRemedies.Count(phase.Complete.Length, "complete trial")} without any effect the best would lead by up to {PhaseText.Metric(Luck(phase))} (noise as far as one seed shows it {PhaseText.Metric(phase.SearchNoise)})",
        $"confirm the best with fresh seeds, {PhaseRemedies.Again(phase)}",
        PlanPaths.Of(phase.Plan, phase.Phase),
        PhaseRemedies.Seeds(phase, 3));
}
