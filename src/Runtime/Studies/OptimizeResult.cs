namespace HyperScaffold.Studies;

/// <summary>How a run of trials ended.</summary>
/// <param name="Trials">How many trials it finished.</param>
/// <param name="Reason">Why it stopped.</param>
public sealed record OptimizeResult(int Trials, StopReason Reason);
