using System.Collections.Immutable;
using System.Globalization;
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
    private const string GridPrefix = "grid";

    /// <summary>Gets the names that <see cref="Create"/> knows.</summary>
    public static ImmutableArray<string> Names { get; } = ["auto", "random", "quasi-random", "tpe", "gp", "grid", "tpe-optuna-4.9", "tpe-optuna-5.0"];

    /// <summary>Makes a sampler.</summary>
    /// <param name="name">One of <see cref="Names"/>; <c>grid:7</c> is a grid with seven values a parameter.</param>
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
            _ when name.StartsWith(GridPrefix, StringComparison.Ordinal) => Grid(name, points),
            "auto" => IsExploring(round) ? new QuasiRandomSampler() : new AutoSampler(Startup(round)),
            "random" => new RandomSampler(),
            "quasi-random" => new QuasiRandomSampler(),
            "tpe" => Tpe(round),
            "gp" => Gp(round),
            "tpe-optuna-4.9" => new TpeSampler(TpeOptions.Optuna49),
            "tpe-optuna-5.0" => new TpeSampler(TpeOptions.Optuna50),
            _ => throw Unknown(name),
        };
    }

    private static GridSampler Grid(string name, int? points)
    {
        var count = name == GridPrefix ? points
            : name[GridPrefix.Length] == ':' && int.TryParse(name.AsSpan(GridPrefix.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n
            : throw Unknown(name);
        return new GridSampler(count is { } p ? new GridOptions { Points = p } : null);
    }

    private static HyperException Unknown(string name) =>
        new($"A sampler must be one of {string.Join(", ", Names)}, but got '{name}'. Choose auto where unsure.");

    private static GpSampler Gp(string? round) => new(Startup(round) is { } trials ? new GpOptions { StartupTrials = trials } : null);

    private static TpeSampler Tpe(string? round) => new(Startup(round) is { } trials ? new TpeOptions { StartupTrials = trials } : null);

    // a refining round follows on an exploring one, however short that was
    private static int? Startup(string? round) => round == "refine" ? 4 : null;

    private static bool IsExploring(string? round) =>
        round is not null && (round == "explore" || round.StartsWith("widen-", StringComparison.Ordinal));
}
