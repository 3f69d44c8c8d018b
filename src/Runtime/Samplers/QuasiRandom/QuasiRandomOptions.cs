namespace HyperScaffold.Samplers.QuasiRandom;

/// <summary>How <see cref="QuasiRandomSampler"/> spreads its points.</summary>
public sealed record QuasiRandomOptions
{
    /// <summary>Gets the sequence.</summary>
    /// <value>The default is <see cref="QuasiRandomSequence.Sobol"/>.</value>
    public QuasiRandomSequence Sequence { get; init; } = QuasiRandomSequence.Sobol;

    /// <summary>Gets a value indicating whether the seed scrambles the points; otherwise all studies get the same ones.</summary>
    /// <value>The default is true.</value>
    public bool Scramble { get; init; } = true;
}
