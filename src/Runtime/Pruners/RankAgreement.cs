using HyperScaffold.Trials;
using MathNet.Numerics.Distributions;

namespace HyperScaffold.Pruners;

/// <summary>How well the order of trials at an early step says their order at the end, and what that is worth.</summary>
internal static class RankAgreement
{
    // what is believed before any curve is seen, as if so many pairs had shown it
    private const double PriorPairs = 4;

    // trainings of two networks and of a Python trainer kept 76 to 84 % of their pairs from a thirtieth on, 85 to 93 % from a quarter; this believes 71 and 85 %
    private const double PriorPower = 0.25;

    /// <summary>
    /// Counts the pairs of trials whose order at a step is their order at the end; a tie at the step counts half. Two trials
    /// that end within chance of each other are no pair: which of them ends first is luck, and losing that one costs nothing.
    /// </summary>
    /// <param name="references">The curves.</param>
    /// <param name="step">The step.</param>
    /// <param name="direction">Which values are better.</param>
    public static (double Agreed, int Pairs) Count(IReadOnlyList<LearningCurve> references, int step, StudyDirection direction)
    {
        var (agreed, pairs, chance) = (0.0, 0, Chance(references));
        for (var i = 0; i < references.Count; i++)
        {
            foreach (var other in references.Take(i).Where(o => !(Math.Abs(references[i].Final - o.Final) <= chance)))
            {
                var product = Order(references[i].At(step), other.At(step), direction) * Order(references[i].Final, other.Final, direction);
                agreed += product > 0 ? 1 : product == 0 ? 0.5 : 0;
                pairs++;
            }
        }

        return (agreed, pairs);
    }

    /// <summary>The correlation that such a count speaks for (Kendall's tau, turned by sin(pi tau / 2), Greiner 1909), drawn towards what trainings usually show.</summary>
    /// <param name="agreed">How many pairs agree.</param>
    /// <param name="pairs">How many there are.</param>
    /// <param name="seen">The share of the training that lies before the step, 0 to 1: the later, the more usually agree.</param>
    public static double Correlation(double agreed, double pairs, double seen)
    {
        var prior = PriorPairs * (0.5 + (0.5 * Math.Pow(seen, PriorPower)));
        return Math.Sin(Math.PI / 2 * ((2 * (agreed + prior) / (pairs + PriorPairs)) - 1));
    }

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

    // one deviation of the difference of two reports, by the reference in the middle
    private static double Chance(IReadOnlyList<LearningCurve> references) =>
        references.Select(r => r.Jitter).Order().Skip(references.Count / 2).FirstOrDefault() * Math.Sqrt(2);

    // 1 where the first is better; NaN is worst
    private static int Order(double first, double second, StudyDirection direction) => (double.IsNaN(first), double.IsNaN(second)) switch
    {
        (true, true) => 0,
        (true, false) => -1,
        (false, true) => 1,
        _ => Reports.IsBetter(first, second, direction) ? 1 : Reports.IsBetter(second, first, direction) ? -1 : 0,
    };
}
