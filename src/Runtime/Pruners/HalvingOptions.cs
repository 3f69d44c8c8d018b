namespace HyperScaffold.Pruners;

/// <summary>When <see cref="HalvingPruner"/> ends a trial.</summary>
public sealed record HalvingOptions
{
    /// <summary>Gets the step at which the first rung ends, at least 1; null for a hundredth of the longest complete trial, at least 1.</summary>
    /// <value>The default is null.</value>
    public int? MinResource { get; init; }

    /// <summary>Gets by how much the steps of the next rung grow and its trials shrink, at least 2.</summary>
    /// <value>The default is 4.</value>
    public int ReductionFactor { get; init; } = 4;

    /// <summary>Gets how many of the first rungs are left out, at least 0.</summary>
    /// <value>The default is 0.</value>
    public int MinEarlyStoppingRate { get; init; }

    /// <summary>Gets how many trials must reach a rung before one may pass it, at least 0; needs <see cref="MinResource"/>.</summary>
    /// <value>The default is 0.</value>
    public int BootstrapCount { get; init; }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="HyperException">At least one setting breaks its rule; the message names them all.</exception>
    public void Validate()
    {
        var problems = new List<Problem>();
        Rules.AtLeast(problems, nameof(MinResource), MinResource ?? 1, 1);
        Rules.AtLeast(problems, nameof(ReductionFactor), ReductionFactor, 2);
        Rules.AtLeast(problems, nameof(MinEarlyStoppingRate), MinEarlyStoppingRate, 0);
        Rules.AtLeast(problems, nameof(BootstrapCount), BootstrapCount, 0);
        Rules.Require(problems, BootstrapCount <= 0 || MinResource is not null, nameof(BootstrapCount), BootstrapCount, ($"needs {nameof(MinResource)}", $"Give {nameof(MinResource)}, or write 0"));
        HyperException.ThrowIfAny(nameof(HalvingOptions), problems);
    }
}
