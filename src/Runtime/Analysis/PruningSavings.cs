using System.Globalization;
using HyperScaffold.Trials;

namespace HyperScaffold.Analysis;

/// <summary>
/// What pruning saved, in epochs, and what it may have cost: some trials that were due to be pruned ran to the end as
/// controls, and a control that came out best is a best trial that pruning would have lost.
/// </summary>
public sealed record PruningSavings
{
    /// <summary>The fewest controls from which a rate is told; below, only the counts and the upper bound are.</summary>
    public const int FewestControls = 20;

    /// <summary>Gets the number of pruned trials.</summary>
    public int Pruned { get; private init; }

    /// <summary>Gets the number of finished trials that trained at all: complete and pruned ones.</summary>
    public int Trials { get; private init; }

    /// <summary>Gets the epochs that these trials trained.</summary>
    public long Spent { get; private init; }

    /// <summary>Gets the epochs that they would have trained without pruning; a complete trial that stopped early counts as it was.</summary>
    public long Planned { get; private init; }

    /// <summary>Gets the epochs that pruning saved, at least 0.</summary>
    public long Saved => Math.Max(0, Planned - Spent);

    /// <summary>Gets the part of the planned epochs that was saved, from 0 to 1; 0 where nothing was planned.</summary>
    public double Share => Planned == 0 ? 0 : Saved / (double)Planned;

    /// <summary>Gets the number of complete trials that were due to be pruned and ran on.</summary>
    public int Controls { get; private init; }

    /// <summary>Gets the number of controls that came out better than every complete trial of their study before them.</summary>
    public int Regrets { get; private init; }

    /// <summary>Gets <see cref="Regrets"/> over <see cref="Controls"/>; null below <see cref="FewestControls"/> controls.</summary>
    public double? RegretRate => Controls < FewestControls ? null : Regrets / (double)Controls;

    /// <summary>
    /// Gets the upper end of the one-sided 95 % interval of the regret rate (Clopper and Pearson 1934; close to the rule
    /// of three, 3 over the controls, without a regret); null without controls.
    /// </summary>
    public double? RegretUpperBound => Controls == 0 ? null
        : Regrets == Controls ? 1 : MathNet.Numerics.Distributions.Beta.InvCDF(Regrets + 1, Controls - Regrets, 0.95);

    /// <summary>Counts the epochs of a study.</summary>
    /// <param name="trials">The trials in any order; complete and pruned ones of the search count, without those that an earlier phase trained.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="epochs">The epochs that a trial trains without pruning, at least 1. A report's step is its epoch, from 1.</param>
    /// <returns>The sums; all 0 where no trial has trained.</returns>
    /// <exception cref="HyperException">The epochs are below 1.</exception>
    public static PruningSavings Compute(IReadOnlyList<FrozenTrial> trials, StudyDirection direction, int epochs)
    {
        if (epochs < 1)
        {
            throw new HyperException($"The epochs of a full training must be at least 1, but got {epochs.ToString(CultureInfo.InvariantCulture)}. Give the plan's budget.");
        }

        var all = AnalysisTrials.Search(trials).Where(t => t.State is TrialState.Complete or TrialState.Pruned).ToList();
        var trained = all.Where(t => !t.UserAttributes.ContainsKey(TrialAttributes.Source)).ToList();
        var controls = AnalysisTrials.Valued(trained).Where(IsControl).ToList();
        return new PruningSavings
        {
            Pruned = trained.Count(t => t.State == TrialState.Pruned),
            Trials = trained.Count,
            Spent = trained.Sum(t => (long)Epochs(t, epochs)),
            Planned = trained.Sum(t => (long)(t.State == TrialState.Pruned ? Math.Max(Epochs(t, epochs), epochs) : Epochs(t, epochs))),
            Controls = controls.Count,
            Regrets = BestSoFar.Compute(all, direction).Count(p => p.IsImprovement && controls.Exists(c => c.Number == p.Number)),
        };
    }

    /// <summary>Adds the counts of another study: regret is told over many phases, because one has few controls.</summary>
    /// <param name="other">The other study's.</param>
    /// <returns>The sums.</returns>
    public PruningSavings Add(PruningSavings other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new PruningSavings
        {
            Pruned = Pruned + other.Pruned,
            Trials = Trials + other.Trials,
            Spent = Spent + other.Spent,
            Planned = Planned + other.Planned,
            Controls = Controls + other.Controls,
            Regrets = Regrets + other.Regrets,
        };
    }

    /// <summary>The counts as a decision keeps them.</summary>
    /// <param name="trials">The pruned trials, and those that trained at all.</param>
    /// <param name="epochs">The epochs spent, and those without pruning.</param>
    /// <param name="controls">The controls, and how many came out best.</param>
    /// <returns>The sums.</returns>
    internal static PruningSavings Of((int Pruned, int Trained) trials, (long Spent, long Planned) epochs, (int All, int Regrets) controls) => new()
    {
        Pruned = trials.Pruned,
        Trials = trials.Trained,
        Spent = epochs.Spent,
        Planned = epochs.Planned,
        Controls = controls.All,
        Regrets = controls.Regrets,
    };

    private static bool IsControl(FrozenTrial trial) =>
        trial.UserAttributes.TryGetValue(TrialAttributes.PruneControl, out var json) && json.Trim() == "true";

    // a complete trial without reports trained all the same
    private static int Epochs(FrozenTrial trial, int epochs) =>
        trial.LastReport?.Step ?? (trial.State == TrialState.Complete ? epochs : 0);
}
