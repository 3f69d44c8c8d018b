using System.Collections.Immutable;

namespace HyperScaffold.Analysis;

/// <summary>One complete trial in parallel coordinates.</summary>
/// <param name="Number">The trial's number.</param>
/// <param name="Value">The trial's value.</param>
/// <param name="Positions">Where it crosses each axis, from 0 to 1, in the order of the axes; null where it lacks the parameter.</param>
public sealed record ParallelLine(int Number, double Value, ImmutableArray<double?> Positions);
