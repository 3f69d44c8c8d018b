namespace HyperScaffold.Phases;

/// <summary>How a phase searches.</summary>
public sealed record SearchSettings
{
    /// <summary>Gets the sampler's name.</summary>
    /// <value>The default is <c>auto</c>.</value>
    public string Sampler { get; init; } = "auto";

    /// <summary>Gets the pruner's name.</summary>
    /// <value>The default is <c>auto</c>.</value>
    public string Pruner { get; init; } = "auto";

    /// <summary>Gets the seed.</summary>
    /// <value>The default is 1.</value>
    public long Seed { get; init; } = 1;

    /// <summary>Gets the number of workers; null for one a core or GPU.</summary>
    public int? Workers { get; init; }

    /// <summary>Gets how long one trial may take before it fails with that reason; null for no limit.</summary>
    public TimeSpan? TrialLimit { get; init; }

    /// <summary>Gets the bytes of memory that one trial may use before it fails with that reason; null for no limit.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Gets after how many trials a worker is replaced by a fresh one; null for never.</summary>
    public int? Recycle { get; init; }

    /// <summary>Gets a value indicating whether a refine round follows the exploration.</summary>
    /// <value>The default is true.</value>
    public bool Refine { get; init; } = true;

    /// <summary>Gets how many candidates are retrained; 0 switches confirming off.</summary>
    /// <value>The default is 3.</value>
    public int ConfirmTop { get; init; } = 3;

    /// <summary>Gets how many fresh seeds each is retrained with.</summary>
    /// <value>The default is 3.</value>
    public int ConfirmSeeds { get; init; } = 3;

    /// <summary>Gets how many trials a slot trains as one batch: <c>auto</c>, <c>none</c> or a number.</summary>
    /// <value>The default is <c>auto</c>.</value>
    public string Fuse { get; init; } = "auto";
}
