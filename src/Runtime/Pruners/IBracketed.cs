using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>A pruner that keeps trials apart in brackets: a model for a trial learns from its own bracket only.</summary>
internal interface IBracketed
{
    /// <summary>Tells which trials share a trial's bracket.</summary>
    /// <param name="history">The study's trials.</param>
    /// <param name="number">The trial's number.</param>
    /// <returns>Whether the trial with a number does; null while there is only one bracket.</returns>
    Func<int, bool>? PeersOf(TrialHistory history, int number);
}
