using System.Collections.Immutable;

namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>One report of a command.</summary>
/// <param name="Step">The step, from 1 and rising; for training it is the epoch.</param>
/// <param name="Value">The value of the plan's metric; infinities are possible, NaN is not.</param>
/// <param name="Metrics">Other metrics of the step by name, such as <c>train_value</c>; empty where the line has none.</param>
public sealed record CommandReport(int Step, double Value, ImmutableSortedDictionary<string, double> Metrics);
