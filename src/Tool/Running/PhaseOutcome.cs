using System.Collections.Immutable;
using HyperScaffold.Analysis;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Running;

/// <summary>What became of a phase.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Files">The files that changed, relative to the project.</param>
internal sealed record PhaseOutcome(PlanPhase Phase, Decision Decision, ImmutableArray<string> Files)
{
    /// <summary>Gets what the rules said of it; null where nothing ran.</summary>
    public RuleReport? Report { get; init; }

    /// <summary>Gets what pruning saved and cost, over all phases so far.</summary>
    public PruningSavings Pruning { get; init; } = new();

    /// <summary>Gets the plan that it belongs to.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Gets what the last percent of the search's gain cost; null where nothing was gained or nothing ran.</summary>
    public LastPercent? Last { get; init; }
}
