using System.Collections.Immutable;

namespace HyperScaffold.Pruners;

/// <summary>Makes pruners from the names that a plan uses.</summary>
public static class PrunerFactory
{
    /// <summary>The fewest complete trials that a comparison needs before a trial may end.</summary>
    public const int LeastReferences = 3;

    /// <summary>Gets the names that <see cref="Create"/> knows.</summary>
    public static ImmutableArray<string> Names { get; } = ["auto", "none", "median", "percentile", "halving", "hyperband", "patient", "threshold", "wilcoxon"];

    /// <summary>Makes a pruner.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="epochs">The longest a trial trains, at least 1.</param>
    /// <param name="warmup">The steps before whose end no trial is ended; null for a tenth of <paramref name="epochs"/>, at least 1.</param>
    /// <returns>The pruner.</returns>
    /// <exception cref="HyperException">The name is unknown, or a number is out of range.</exception>
    public static IPruner Create(string name, int epochs = 1, int? warmup = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (epochs < 1 || warmup < 0)
        {
            throw new HyperException($"A pruner needs at least 1 epoch and a warm-up of at least 0 steps, but got {epochs} and {(warmup is { } w ? $"{w}" : "none")}. Give positive numbers.");
        }

        var first = (warmup ?? Math.Max(1, epochs / 10)) + 1;
        return name switch
        {
            "auto" => new AutoPruner(new AutoOptions { Epochs = epochs, WarmupSteps = warmup }),
            "none" => new NonePruner(),
            "median" => new MedianPruner(warmupSteps: first),
            "percentile" => new PercentilePruner(new PercentileOptions { Percentile = 25, WarmupSteps = first, MinTrials = LeastReferences }),
            "halving" => new HalvingPruner(new HalvingOptions { MinResource = first }),
            "hyperband" => new HyperbandPruner(new HyperbandOptions { MinResource = Math.Min(first, epochs), MaxResource = epochs }),
            "patient" => new PatientPruner(new MedianPruner(warmupSteps: first), Math.Max(3, epochs / 10)),
            "threshold" => new ThresholdPruner(double.MinValue, double.MaxValue),
            "wilcoxon" => new WilcoxonPruner(startupSteps: first),
            _ => throw new HyperException($"A pruner must be one of {string.Join(", ", Names)}, but got '{name}'. Choose auto where unsure."),
        };
    }
}
