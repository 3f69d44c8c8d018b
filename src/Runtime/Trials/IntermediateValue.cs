namespace HyperScaffold.Trials;

/// <summary>One report of a trial.</summary>
/// <param name="Step">The step, at least 0; for training it is the epoch, from 1.</param>
/// <param name="Value">The value; NaN and infinities are possible.</param>
public readonly record struct IntermediateValue(int Step, double Value);
