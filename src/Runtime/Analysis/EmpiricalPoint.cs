namespace HyperScaffold.Analysis;

/// <summary>One step of an empirical distribution.</summary>
/// <param name="Value">A value that at least one trial reached.</param>
/// <param name="AtMost">The part of the trials with this value or a smaller one, above 0 and at most 1.</param>
/// <param name="AtLeastAsGood">The part of the trials with this value or a better one, above 0 and at most 1.</param>
public sealed record EmpiricalPoint(double Value, double AtMost, double AtLeastAsGood);
