namespace HyperScaffold.Pruners;

/// <summary>Never ends a trial.</summary>
public sealed class NonePruner : IPruner
{
    /// <inheritdoc/>
    public PruneDecision Decide(PruneRequest request) => PruneDecision.Continue;
}
