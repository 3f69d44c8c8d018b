namespace HyperScaffold.Pruners;

/// <summary>When <see cref="HyperbandPruner"/> ends a trial.</summary>
public sealed record HyperbandOptions
{
    /// <summary>Gets the step at which the most eager bracket first judges, at least 1.</summary>
    /// <value>The default is 1.</value>
    public int MinResource { get; init; } = 1;

    /// <summary>Gets the last step of a full trial, at least <see cref="MinResource"/>; null for one more than that of the longest complete trial.</summary>
    /// <value>The default is null.</value>
    public int? MaxResource { get; init; }

    /// <summary>Gets by how much the steps of the next rung grow and its trials shrink, at least 2.</summary>
    /// <value>The default is 3.</value>
    public int ReductionFactor { get; init; } = 3;

    /// <summary>Gets how many trials must reach a rung before one may pass it, at least 0.</summary>
    /// <value>The default is 0.</value>
    public int BootstrapCount { get; init; }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="HyperException">At least one setting breaks its rule; the message names them all.</exception>
    public void Validate()
    {
        var problems = new List<Problem>();
        Rules.AtLeast(problems, nameof(MinResource), MinResource, 1);
        Rules.AtLeast(problems, nameof(MaxResource), MaxResource ?? MinResource, MinResource);
        Rules.AtLeast(problems, nameof(ReductionFactor), ReductionFactor, 2);
        Rules.AtLeast(problems, nameof(BootstrapCount), BootstrapCount, 0);
        HyperException.ThrowIfAny(nameof(HyperbandOptions), problems);
    }
}
