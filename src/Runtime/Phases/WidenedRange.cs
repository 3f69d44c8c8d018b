namespace HyperScaffold.Phases;

/// <summary>The ends of a range after widening.</summary>
/// <param name="Low">The lower end, included.</param>
/// <param name="High">The upper end, included.</param>
/// <param name="Times">How many times it was widened, 1 to 3.</param>
public sealed record WidenedRange(double Low, double High, int Times);
