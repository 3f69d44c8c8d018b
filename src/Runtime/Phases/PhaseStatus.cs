using System.Collections.Immutable;

namespace HyperScaffold.Phases;

/// <summary>Where a phase stands, and why.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Decision">The decision that holds, or null.</param>
/// <param name="Changed">The parts of the plan that changed since, for a stale phase.</param>
public sealed record PhaseStatus(PlanPhase Phase, PhaseState State, Decision? Decision, ImmutableArray<string> Changed);
