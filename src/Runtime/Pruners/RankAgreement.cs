using HyperScaffold.Trials;
using MathNet.Numerics.Distributions;

namespace HyperScaffold.Pruners;

/// <summary>How well the order of trials at an early step says their order at the end, and what that is worth.</summary>
internal static class RankAgreement
{
    // what is believed before any curve is seen, as if so many pairs had been
    private const double PriorAgreed = 2;
    private const double PriorPairs = 3;

    /// <summary>Counts the pairs of trials whose order at a step is their order at the end; a tie on one side counts half.</summary>
    /// <param name="curves">The value at the step and the final one, by trial.</param>
    /// <param name="direction">Which values are better.</param>
    public static (double Agreed, int Pairs) Count(IReadOnlyList<(double Early, double Final)> curves, StudyDirection direction)
    {
        var agreed = 0.0;
        for (var i = 0; i < curves.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var product = Order(curves[i].Early, curves[j].Early, direction) * Order(curves[i].Final, curves[j].Final, direction);
                agreed += product > 0 ? 1 : product == 0 ? 0.5 : 0;
            }
        }

        return (agreed, curves.Count * (curves.Count - 1) / 2);
    }

    /// <summary>The correlation that such a count speaks for (Kendall's tau, turned by sin(pi tau / 2), Greiner 1909), drawn towards 0.5.</summary>
    /// <param name="agreed">How many pairs agree.</param>
    /// <param name="pairs">How many there are.</param>
    public static double Correlation(double agreed, double pairs) =>
        Math.Sin(Math.PI / 2 * ((2 * (agreed + PriorAgreed) / (pairs + PriorPairs)) - 1));

    /// <summary>How likely the best of so many trials lies outside the best share at the early step.</summary>
    /// <param name="correlation">Of early and final values, taken as normal.</param>
    /// <param name="share">The share that goes on, in (0, 1).</param>
    /// <param name="trials">How many trials there are, at least 1.</param>
    public static double Risk(double correlation, double share, int trials)
    {
        // where the best of so many normal values is expected (Blom 1958)
        var best = Normal.InvCDF(0, 1, (trials - 0.375) / (trials + 0.25));
        var rest = Math.Sqrt(Math.Max(1e-9, 1 - (correlation * correlation)));
        return Normal.CDF(0, 1, (Normal.InvCDF(0, 1, 1 - share) - (correlation * best)) / rest);
    }

    // 1 where the first is better; NaN is worst
    private static int Order(double first, double second, StudyDirection direction) => (double.IsNaN(first), double.IsNaN(second)) switch
    {
        (true, true) => 0,
        (true, false) => -1,
        (false, true) => 1,
        _ => Reports.IsBetter(first, second, direction) ? 1 : Reports.IsBetter(second, first, direction) ? -1 : 0,
    };
}
