using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Guidance;

/// <summary>What several rules ask the curve of one training.</summary>
internal static class CurveFacts
{
    /// <summary>The fewest epochs from which a course is told.</summary>
    public const int FewestEpochs = 8;

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
}
