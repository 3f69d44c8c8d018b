namespace HyperScaffold.Pruners;

/// <summary>Decides whether a running trial goes on. Pure: the answer depends on its argument alone.</summary>
public interface IPruner
{
    /// <summary>Judges a trial after a report.</summary>
    /// <param name="request">The trial with its reports so far, and the study's history.</param>
    /// <returns>Whether to prune, and why.</returns>
    PruneDecision Decide(PruneRequest request);
}
