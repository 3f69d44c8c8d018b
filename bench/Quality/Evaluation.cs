namespace HyperScaffold.Bench.Quality;

/// <summary>What one trial of a run showed.</summary>
/// <param name="Observed">The value with noise; null where it diverged.</param>
/// <param name="Truth">The value without noise.</param>
public readonly record struct Evaluation(double? Observed, double? Truth)
{
    public static Evaluation Of(BenchFunction function, IReadOnlyDictionary<string, double> values, int seed, int number)
    {
        var truth = function.Truth(new Point(function.Space, values));
        return new(truth + (function.Noise * RandomSource.For(seed, number, "noise").NextNormal()), truth);
    }

    /// <summary>How far the truth of the best observation of the first n trials lies above the minimum.</summary>
    public static double Regret(IReadOnlyList<Evaluation> run, int n, double minimum)
    {
        var best = run.Take(n).Where(e => e.Observed is not null).MinBy(e => e.Observed);
        return best.Truth is { } truth ? truth - minimum : double.PositiveInfinity;
    }
}
