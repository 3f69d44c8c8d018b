using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>What comes first: the learning rate or the architecture.</summary>
internal sealed class OrderExperiment : IExperiment
{
    private const string Rate = "learning rate";
    private const string Architecture = "architecture";

    /// <inheritdoc/>
    public string Name => "order";

    /// <inheritdoc/>
    public string Title => "the learning rate before the architecture";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS101", "HS116"];

    /// <inheritdoc/>
    public bool PrefersLoss => false;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate")
        ?? (ExperimentRoles.Architecture(plan).Count == 0 ? "needs a parameter of the role width, depth or dropout" : null);

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var trials = quick ? 8 : 20;
        var (rate, architecture) = (ExperimentRoles.Rate(plan), ExperimentRoles.Architecture(plan));
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"{trials} quasi-random trials an arm; the other parameters at their defaults; the architecture is {string.Join(" and ", architecture.Select(p => p.Name))}"),
            [
                new Arm("defaults", b => new ArmEnd(b.Defaults, 0, 0)),
                new Arm(Architecture, b => b.Search(architecture, "quasi-random", trials)),
                new Arm(Rate, b => b.Search([rate], "quasi-random", trials)),
            ],
            [new Question("Tuning the learning rate at the default architecture ends better than tuning the architecture at the default learning rate.", Rate, Architecture)]);
    }
}
