using System.Collections.Immutable;
using HyperScaffold.Tool.Evidence.Experiments;

namespace HyperScaffold.Tool.Evidence;

/// <summary>All experiments.</summary>
/// <param name="time">The clock.</param>
internal sealed class ExperimentBook(TimeProvider time)
{
    /// <summary>Gets the experiments, in the order in which they are shown.</summary>
    public ImmutableArray<IExperiment> All { get; } =
    [
        new OrderExperiment(),
        new GridExperiment(4),
        new GridExperiment(5),
        new SpacingExperiment(),
        new PruningExperiment(),
        new RangeExperiment(),
        new ApartExperiment(),
        new ByHandExperiment(),
        new SeedsExperiment(),
        new PhasesExperiment(time),
        new WidenExperiment(time),
        new PlanExperiment(time),
        new ZeroExperiment(),
        new BudgetExperiment(time),
        new FewExperiment(time),
        new LuckExperiment(time),
        new WarmupExperiment(),
        new LengthExperiment(),
        new OwnRatesExperiment(),
        new AdamExperiment(),
        new GoodPointsExperiment(time),
        new DivergingExperiment(time),
        new OverfittingExperiment(time),
        new UnderfittingExperiment(time),
        new LongerExperiment(time),
        new ShorterExperiment(time),
        new StabilityExperiment(time),
        new RisingLossExperiment(time),
        new DeafExperiment(time),
        new JitterExperiment(time),
    ];

    /// <summary>Finds the experiments of a rule, or the one of a name.</summary>
    /// <param name="code">A rule's code or an experiment's name.</param>
    /// <returns>The experiments; none where nothing is known by that name.</returns>
    public ImmutableArray<IExperiment> Find(string code) =>
        [.. All.Where(e => e.Name.Equals(code, StringComparison.OrdinalIgnoreCase) || e.Codes.Contains(code, StringComparer.OrdinalIgnoreCase))];
}
