using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>Every trial to its end, or hopeless ones ended early.</summary>
internal sealed class PruningExperiment : IExperiment
{
    private const string Whole = "all to the end";
    private const string Auto = "automatic pruner";
    private const string Hyperband = "hyperband";
    private const double Claimed = 0.5;

    /// <inheritdoc/>
    public string Name => "pruning";

    /// <inheritdoc/>
    public string Title => "with and without pruning";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS104", "HS211"];

    /// <inheritdoc/>
    public bool PrefersLoss => false;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var trials = quick ? 15 : 30;
        var tuned = ExperimentRoles.Common(plan, 4);
        Arm Pruned(string name, string pruner) => new(name, b => b.Search(tuned, "random", trials, new BenchSearch { Pruner = pruner }));
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"{trials} random trials an arm over {string.Join(", ", tuned.Select(p => p.Name))}; the same trials in each arm"),
            [Pruned(Whole, "none"), Pruned(Auto, "auto"), Pruned(Hyperband, "hyperband")],
            [
                new Question("The automatic pruner saves more than half of the epochs.", Auto, Whole, Measure.Saves, Claimed),
                new Question("The automatic pruner finds as good a configuration.", Auto, Whole, Measure.NoWorse),
                new Question("Hyperband saves more than half of the epochs.", Hyperband, Whole, Measure.Saves, Claimed),
                new Question("Hyperband finds as good a configuration.", Hyperband, Whole, Measure.NoWorse),
            ]);
    }
}
