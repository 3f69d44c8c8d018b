using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Guidance;

/// <summary>What several rules ask the curve of one training.</summary>
internal static class CurveFacts
{
    /// <summary>The fewest epochs from which a course is told.</summary>
    public const int FewestEpochs = 8;

    /// <summary>Tells whether most trainings agree: two of three, at least; of one training more is asked by its level.</summary>
    /// <param name="count">How many agree.</param>
    /// <param name="all">How many were asked.</param>
    public static bool Agree(int count, int all) => all > 0 && 3 * count >= 2 * all;

    /// <summary>The level that a single training must reach: 0.05 where others must agree with it, 0.01 where it stands alone.</summary>
    /// <param name="all">How many trainings are asked.</param>
    public static double Level(int all) => all > 1 ? 0.05 : 0.01;

    /// <summary>The values as goodness: larger is better.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="direction">Which values are better.</param>
    public static double[] Goodness(ImmutableArray<IntermediateValue> curve, StudyDirection direction) =>
        [.. curve.Where(v => double.IsFinite(v.Value)).Select(v => -PhaseTrials.Loss(v.Value, direction))];

    /// <summary>The mean of the last fifth of a curve, at least two values.</summary>
    /// <param name="values">The values by epoch.</param>
    public static double End(IReadOnlyList<double> values) => values.TakeLast(Part(values.Count)).Average();

    /// <summary>A fifth of a curve, at least two epochs.</summary>
    /// <param name="epochs">The length of the curve.</param>
    public static int Part(int epochs) => Math.Max(2, epochs / 5);

    /// <summary>How likely so clear a rise would be without a trend.</summary>
    /// <param name="values">The values by epoch.</param>
    /// <returns>The level, 0 to 1.</returns>
    public static double RiseLevel(IReadOnlyList<double> values) =>
        TrendTest.Level([.. Enumerable.Range(0, values.Count).Select(i => (double)i)], values);

    /// <summary>Finds a rise of a loss after its minimum that jitter does not explain.</summary>
    /// <param name="loss">The loss by epoch.</param>
    /// <param name="level">How unlikely the rise must be without a trend.</param>
    /// <returns>By how much, and the epoch of the minimum; null without one.</returns>
    public static (double Amount, int Epoch)? Rise(ImmutableArray<IntermediateValue> loss, double level)
    {
        var finite = loss.Where(v => double.IsFinite(v.Value)).ToList();
        if (finite.Count < FewestEpochs)
        {
            return null;
        }

        var lowest = finite.MinBy(v => v.Value);
        // the minimum itself is the luckiest value: what follows it lies higher even where nothing rises
        var after = finite.Where(v => v.Step > lowest.Step).Select(v => v.Value).ToList();
        var values = finite.ConvertAll(v => v.Value);
        var amount = End(values) - lowest.Value;
        var least = Math.Max(3 * Noise.Jitter(values), Math.Max(0.02 * (values[0] - lowest.Value), 1e-3 * Math.Abs(lowest.Value)));
        return after.Count >= 4 && amount > least && RiseLevel(after) <= level ? (amount, lowest.Step) : null;
    }
}
