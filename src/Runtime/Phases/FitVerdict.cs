namespace HyperScaffold.Phases;

/// <summary>How a training fits, and the numbers that say so.</summary>
/// <param name="State">The judgement.</param>
/// <param name="Because">One sentence with numbers.</param>
public sealed record FitVerdict(FitState State, string Because);
