using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Guidance.Rules;

/// <summary>HS112: seeds are tried instead of configurations.</summary>
internal sealed class SeedsRule : IPlanRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(
        "HS112",
        FindingLevel.Error,
        "seeds instead of configurations",
        "A seed is no hyperparameter: the best of several seeds is luck that does not come back with new data. Seeds measure noise, and few of them, for few configurations, "
        + "are enough for that; every other training is worth more on a new configuration.")
    {
        Playbook = ["PB-29"],
        Example = new RuleExample(
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
              seed: { default: 1, choices: [1, 2, 3, 4, 5] }
            phases:
              - { name: learning-rate, tune: [learning_rate, seed], trials: 20 }
            """,
            """
            parameters:
              learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
            phases:
              - { name: learning-rate, tune: [learning_rate], trials: 20 }
            """,
            "var seed = trial.SuggestInt(\"seed\", 1, 5);",
            "var seed = trial.Context.Seed;"),
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Plan plan, PlanKnowledge knowledge)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var tuned = plan.Phases.SelectMany(p => PlanFacts.Tuned(plan, p, "seed").Select(s => ReportTuned(plan, p, s)));
        var many = plan.Phases.Where(p => p.ConfirmTrainings > TrialAllocation.Of(plan, p)).Select(p => ReportMany(plan, p));
        return tuned.Concat(many);
    }

    private Finding ReportTuned(Plan plan, PlanPhase phase, PlanParameter seed) => new(
        Info.Code,
        FindingLevel.Error,
        $"the phase {phase.Name} tunes {seed.Name}, which is a seed",
        $"of its {TrialAllocation.Of(plan, phase)} trials many would train one configuration again, and the winner would be the luckiest seed",
        $"take {seed.Name} out; confirming measures the noise of seeds",
        PlanPaths.Of(plan, phase, "tune"),
        PlanFacts.Without(plan, phase, seed.Name));

    private Finding ReportMany(Plan plan, PlanPhase phase)
    {
        var trials = TrialAllocation.Of(plan, phase);
        var smaller = Fitting(phase, trials);
        var path = PlanPaths.Setting(plan, phase, "confirm");
        return new Finding(
            Info.Code,
            FindingLevel.Warning,
            $"the phase {phase.Name} spends more trainings on seeds than on configurations",
            $"{PhaseRemedies.Count(trials, "search trial")}, but ({PhaseRemedies.Count(phase.Search.ConfirmTop, "candidate")} + the baseline) x {PhaseRemedies.Count(phase.Search.ConfirmSeeds, "seed")} = {PhaseRemedies.Count(phase.ConfirmTrainings, "training")} to confirm",
            smaller is { } s ? $"confirm the best {(s.Top == 1 ? "candidate" : $"{s.Top} candidates")} with {s.Seeds} seeds, or search more trials" : "search more trials",
            smaller is null ? PlanPaths.Of(plan, phase, "trials") : path,
            smaller is { } edit
                ? new PlanEdit(path, string.Create(CultureInfo.InvariantCulture, $"{{ top: {edit.Top}, seeds: {edit.Seeds} }}"))
                : new PlanEdit(PlanPaths.Of(plan, phase, "trials"), phase.ConfirmTrainings.ToString(CultureInfo.InvariantCulture)));
    }

    // seeds before candidates: with two seeds the noise is hardly known
    private static (int Top, int Seeds)? Fitting(PlanPhase phase, int trials)
    {
        for (var seeds = Math.Min(3, phase.Search.ConfirmSeeds); seeds >= 2; seeds--)
        {
            var top = Math.Min(phase.Search.ConfirmTop, (trials / seeds) - 1);
            if (top >= 1)
            {
                return (top, seeds);
            }
        }

        return null;
    }
}
