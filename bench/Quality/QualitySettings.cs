namespace HyperScaffold.Bench.Quality;

/// <summary>Fixed before any default of a sampler was tuned.</summary>
public static class QualitySettings
{
    public const int Seeds = 24;

    public const int FirstSeed = 1;

    public const int Trials = 50;

    public const int FewTrials = 20;

    /// <summary>Regrets below this share of random's median count as this share.</summary>
    public const double Floor = 0.01;

    public const int Resamples = 4000;

    public static IReadOnlyList<BenchFunction> Functions { get; } = [.. TuningFunctions.All, DigitsTable.Function, .. SmoothFunctions.All];

    public static IEnumerable<int> SeedRange => Enumerable.Range(FirstSeed, Seeds);
}
