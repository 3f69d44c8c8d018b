using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>The whole plan against a random search that is ten times as large.</summary>
/// <param name="time">The clock.</param>
internal sealed class PlanExperiment(TimeProvider time) : IExperiment
{
    private const string Phases = "the plan";
    private const string Unpruned = "the plan, unpruned";
    private const string Random = "random, ten times as large";
    private const int Larger = 10;
    private const double Saved = 0.55;

    /// <inheritdoc/>
    public string Name => "plan";

    /// <inheritdoc/>
    public string Title => "the whole plan against a random search ten times as large";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => [];

    /// <inheritdoc/>
    public bool PrefersLoss => false;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => null;

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var tuned = plan.Parameters.Where(p => plan.Phases.Any(f => f.Tune.Contains(p.Name))).ToList();
        var trials = Larger * plan.Phases.Sum(p => TrialAllocation.Of(plan, p)) / (quick ? Larger : 1);
        ArmEnd InPhases(Bench bench) => new PhaseReplay(bench, time).Run(plan).End;
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"one run of the plan with its own seed; {trials} random trials over all {tuned.Count} parameters, none pruned; both winners retrained with 5 fresh seeds and scored on the test rows"),
            [
                new Arm(Phases, InPhases),
                new Arm(Unpruned, b => InPhases(b) is var end ? end with { Epochs = end.Trials * b.Epochs } : end),
                new Arm(Random, b => b.Search(tuned, "random", trials)),
            ],
            [
                new Question("The plan ends no worse than the best of a ten times larger random search.", Phases, Random, Measure.LevelOnTest),
                new Question("Its search trains at most 45 % of the epochs that its trials would have cost unpruned.", Phases, Unpruned, Measure.Saves, Saved),
            ])
        {
            Seeds = 1,
            Retrains = 5,
        };
    }
}
