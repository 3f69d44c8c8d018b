using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence;

/// <summary>
/// Reads a range to search from a sweep. The best rate of a short training is no answer, only a place to look around: small
/// rates do with more steps what larger ones do at once, so the range reaches further down by the factor that was saved.
/// </summary>
internal static class RateJudge
{
    // a rate counts as training where it gains half of what the best gains
    private const double Share = 0.5;
    private const double LeastBelow = 30;
    private const double LeastAbove = 3;

    // two means of n seeds differ by chance by less than this many spreads times sqrt(2/n), in 95 of 100 cases at 4 degrees of freedom
    private const double Certain = 2.78;

    /// <summary>Judges a sweep.</summary>
    /// <param name="points">The rates, ascending.</param>
    /// <param name="shorter">The epochs of a training of the phase over those of the sweep, at least 1.</param>
    /// <returns>The verdict.</returns>
    public static RateVerdict Judge(ImmutableArray<RatePoint> points, double shorter)
    {
        var stable = points.Where(p => p.Diverged == 0).ToImmutableArray();
        if (stable.Length < 2)
        {
            return new RateVerdict(points, null, null, null, [], [$"No descent: {points.Length - stable.Length} of {points.Length} rates diverged. Begin lower: --from {Text(points[0].Rate / 1e4)}"]);
        }

        var best = stable.MinBy(p => p.Mean)!;
        var chance = Chance(stable, best);
        var start = stable.TakeWhile(p => p.Rate <= best.Rate).Max(p => p.Mean);
        var alike = stable.Where(p => p.Mean - best.Mean <= chance).Select(p => p.Rate).ToImmutableArray();
        if (start - best.Mean <= chance)
        {
            return new RateVerdict(points, best.Rate, null, null, alike, [NoDescent(points, best, start, chance)]);
        }

        var (low, high) = Range(points, stable, best, start, shorter);
        return new RateVerdict(points, best.Rate, low, high, alike, [.. Flags(points, best, alike)]);
    }

    private static string NoDescent(ImmutableArray<RatePoint> points, RatePoint best, double start, double chance)
    {
        if (points.Where(p => p.Diverged == 0).All(p => p.Mean == best.Mean && p.Spread == 0))
        {
            return "No descent: every rate that trains gives the same loss, digit for digit. Check that the training uses the rate, or train longer (--epochs).";
        }

        return best.Rate == points[0].Rate
            ? $"No descent: the best rate, {PhaseText.Value(best.Rate)}, is the smallest that was tried. Begin lower: --from {Text(best.Rate / 1e4)}"
            : $"No descent: the best rate is {Text(start - best.Mean)} better than the worst below it, and seeds alone differ by {Text(chance)}. Train longer (--epochs) or with more seeds (--seeds), and check that the training learns at all.";
    }

    // the spread of the best and its neighbours: that of hopeless rates says nothing about it
    private static double Chance(ImmutableArray<RatePoint> stable, RatePoint best)
    {
        var at = stable.IndexOf(best);
        var near = stable.Skip(Math.Max(0, at - 1)).Take(3).ToList();
        var spread = Math.Sqrt(near.Average(p => p.Spread * p.Spread));
        return Certain * spread * Math.Sqrt(2.0 / best.Losses.Length);
    }

    private static (double Low, double High) Range(ImmutableArray<RatePoint> points, ImmutableArray<RatePoint> stable, RatePoint best, double start, double shorter)
    {
        var enough = start - (Share * (start - best.Mean));
        var unstable = points.Where(p => p.Diverged > 0 && p.Rate > best.Rate).Select(p => p.Rate).DefaultIfEmpty(double.PositiveInfinity).Min();
        var low = stable.First(p => p.Mean <= enough).Rate / shorter;
        var high = stable.Last(p => p.Mean <= enough && p.Rate < unstable).Rate;
        return (Rounded(Math.Min(low, best.Rate / LeastBelow), down: true), Rounded(Math.Min(unstable, Math.Max(high, best.Rate * LeastAbove)), down: false));
    }

    private static IEnumerable<string> Flags(ImmutableArray<RatePoint> points, RatePoint best, ImmutableArray<double> alike)
    {
        if (best.Rate == points[^1].Rate)
        {
            yield return $"Edge: the best rate is the largest that was tried, so a larger one may be better, and the range may end too low. Go on: --to {Text(best.Rate * 1e3)}";
        }

        if (alike.Length > 1)
        {
            var (first, last) = (PhaseText.Value(alike[0]), PhaseText.Value(alike[^1]));
            yield return string.Create(CultureInfo.InvariantCulture, $"Spread: {best.Losses.Length} seeds do not tell the {alike.Length} rates from {first} to {last} apart. Take none of them as the answer; search the range.");
        }
    }

    private static double Rounded(double value, bool down)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)));
        var digit = down ? Math.Floor((value / unit) + 1e-9) : Math.Ceiling((value / unit) - 1e-9);
        return double.Parse((digit * unit).ToString("G1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static string Text(double value) => PythonText.Float(Rounded(Math.Max(value, 1e-300), down: true));
}
