using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>How one evaluation ended.</summary>
/// <param name="Trial">The finished trial; null where it was handed back or taken away.</param>
/// <param name="Error">What the objective threw, or null.</param>
internal readonly record struct TrialOutcome(FrozenTrial? Trial, Exception? Error);
