using System.Collections.Immutable;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>The plan's phases against one flat search over everything, at equal epochs.</summary>
/// <param name="time">The clock.</param>
internal sealed class PhasesExperiment(TimeProvider time) : IExperiment
{
    private const string Phases = "phases";
    private const string Flat = "flat, model-based";
    private const string Random = "flat, random";
    private const int MostTrials = 1000;

    /// <inheritdoc/>
    public string Name => "phases";

    /// <inheritdoc/>
    public string Title => "phases against one flat search at equal epochs";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS109"];

    /// <inheritdoc/>
    public bool PrefersLoss => true;

    /// <inheritdoc/>
    public string? Lacks(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Phases.Length < 2 ? "needs at least two phases" : null;
    }

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan = quick ? plan with { Phases = [.. plan.Phases.Select(p => p with { Trials = Math.Min(8, p.Trials ?? 8) })] } : plan;
        var tuned = plan.Parameters.Where(p => plan.Phases.Any(f => f.Tune.Contains(p.Name))).ToList();
        ArmEnd InPhases(Bench bench) => new PhaseReplay(bench, time).Run(plan).End;
        Arm AllAtOnce(string name, string sampler) => new(name, b =>
        {
            var spent = InPhases(b);
            return b.Search(tuned, sampler, MostTrials, new BenchSearch { Pruner = "auto", MostEpochs = spent.Epochs + spent.ConfirmEpochs });
        });
        return new ExperimentDesign(
            $"the plan's {plan.Phases.Length} phases with confirm against one pruned search over all {tuned.Count} parameters that ends when it has trained as many epochs as phases and confirm together",
            [new Arm(Phases, InPhases), AllAtOnce(Flat, "auto"), AllAtOnce(Random, "random")],
            [
                new Question("Phases end better than one flat model-based search of as many epochs.", Phases, Flat),
                new Question("Phases end better than one flat random search of as many epochs.", Phases, Random),
                new Question("Phases end no worse than one flat model-based search of as many epochs.", Phases, Flat, Measure.NoWorse),
            ]);
    }
}
