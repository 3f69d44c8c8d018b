using System.Collections.Immutable;
using HyperScaffold.Guidance;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Where a plan ended on a bench.</summary>
/// <param name="End">What was frozen in the end, and what it took.</param>
/// <param name="Book">The decisions.</param>
/// <param name="Phases">The phases that ran, as rules judge them.</param>
internal sealed record ReplayEnd(ArmEnd End, DecisionBook Book, ImmutableArray<FinishedPhase> Phases);
