namespace HyperScaffold.Samplers;

/// <summary>The part of a numeric parameter's range where a refining sampler looks.</summary>
/// <param name="Low">The lower end, included.</param>
/// <param name="High">The upper end, included.</param>
public readonly record struct FocusRange(double Low, double High);
