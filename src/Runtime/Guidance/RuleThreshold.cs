namespace HyperScaffold.Guidance;

/// <summary>A number that a rule compares with.</summary>
/// <param name="Name">What it bounds, in words.</param>
/// <param name="Value">The documented default.</param>
/// <param name="Source">Where it comes from, or that it is a default without a source.</param>
public sealed record RuleThreshold(string Name, double Value, string Source);
