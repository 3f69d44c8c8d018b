using System.Collections.Immutable;
using HyperScaffold.Samplers.Gp;
using HyperScaffold.Samplers.Grid;
using HyperScaffold.Samplers.QuasiRandom;
using HyperScaffold.Samplers.Random;
using HyperScaffold.Samplers.Tpe;
using HyperScaffold.Spaces;

namespace HyperScaffold.Samplers;

/// <summary>Makes samplers from the names that a plan uses.</summary>
public static class SamplerFactory
{
    private const int MostGpDimensions = 6;

    /// <summary>Gets the names that <see cref="Create"/> knows.</summary>
    public static ImmutableArray<string> Names { get; } = ["auto", "random", "quasi-random", "tpe", "gp", "grid", "tpe-optuna-4.9", "tpe-optuna-5.0"];

    /// <summary>Makes a sampler.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="space">The space that it will be asked about.</param>
    /// <param name="round">The round of the phase; explore and widen rounds are spread evenly by <c>auto</c>. Null in a plain study.</param>
    /// <param name="points">How many values a grid gives a numeric parameter, at least 1; null for 5.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="HyperException">The name is unknown, or the number of points is out of range.</exception>
    public static ISampler Create(string name, SearchSpace space, string? round = null, int? points = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(space);
        return name switch
        {
            "auto" => IsExploring(round) ? new QuasiRandomSampler() : SuitsGp(space) ? Gp(round) : Tpe(round),
            "random" => new RandomSampler(),
            "quasi-random" => new QuasiRandomSampler(),
            "tpe" => Tpe(round),
            "gp" => Gp(round),
            "grid" => new GridSampler(points is { } p ? new GridOptions { Points = p } : null),
            "tpe-optuna-4.9" => new TpeSampler(TpeOptions.Optuna49),
            "tpe-optuna-5.0" => new TpeSampler(TpeOptions.Optuna50),
            _ => throw new HyperException($"A sampler must be one of {string.Join(", ", Names)}, but got '{name}'. Choose auto where unsure."),
        };
    }

    // what it models best: few numbers that always exist
    private static bool SuitsGp(SearchSpace space) =>
        space.Parameters.All(p => p.Condition is null && (p.Distribution.IsSingle || p.Distribution is not CategoricalDistribution))
        && space.Parameters.Count(p => !p.Distribution.IsSingle) is > 0 and <= MostGpDimensions;

    // a refining round follows on an exploring one, however short that was
    private static GpSampler Gp(string? round) => new(round == "refine" ? new GpOptions { StartupTrials = 4 } : null);

    private static TpeSampler Tpe(string? round) => new(round == "refine" ? new TpeOptions { StartupTrials = 4 } : null);

    private static bool IsExploring(string? round) =>
        round is not null && (round == "explore" || round.StartsWith("widen-", StringComparison.Ordinal));
}
