namespace HyperScaffold.Samplers.QuasiRandom;

/// <summary>Which sequence <see cref="QuasiRandomSampler"/> follows.</summary>
public enum QuasiRandomSequence
{
    /// <summary>Sobol's sequence in base 2, with the direction numbers of Joe and Kuo 2008.</summary>
    Sobol,

    /// <summary>Halton's sequence in prime bases.</summary>
    Halton,
}
