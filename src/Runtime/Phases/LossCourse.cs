using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>The course of a training's losses: whether the validation loss rises after its minimum, and whether training learns on alone.</summary>
internal static class LossCourse
{
    /// <summary>The fewest epochs from which a rise is told.</summary>
    public const int FewestEpochs = 4;

    /// <summary>How unlikely a rise must be without a trend where ten epochs or more are known.</summary>
    public const double SternLevel = 0.02;

    /// <summary>The jitters by which a rise must exceed the minimum.</summary>
    public const double LeastJitters = 1;

    // from so many epochs on the likeness of neighbours is estimated; it is estimated badly, so the level is sterner
    private const int ManyEpochs = 10;

    private const double Level = 0.05;


    // a rise below a thousandth of the loss is rounding, whatever a flat curve's jitter says
    private const double SmallestRise = 1e-3;

    // long trainings are judged by the means of so many stretches
    private const int MostPoints = 100;

    /// <summary>Finds by how much a loss ends above its minimum, and whether chance explains that.</summary>
    /// <param name="loss">The loss by epoch.</param>
    /// <returns>The rise; null where fewer than four finite values are known.</returns>
    public static LossRise? Rise(ImmutableArray<IntermediateValue> loss)
    {
        var points = Points(loss);
        if (points.Count < FewestEpochs)
        {
            return null;
        }

        var values = points.ConvertAll(p => p.Value);
        var lowest = points.MinBy(p => p.Value);
        var jitter = Math.Max(LateJitter.Of(values), SmallestRise * Math.Abs(lowest.Value));
        var amount = values.TakeLast(Math.Max(2, values.Count / 10)).Average() - lowest.Value;
        return new LossRise(amount, jitter, lowest.Step, amount > LeastJitters * jitter && RisesAfter(values, values.IndexOf(lowest.Value)));
    }

    /// <summary>Tells whether training went on learning in the second half of its epochs while validation did not follow.</summary>
    /// <param name="train">The training loss by epoch.</param>
    /// <param name="validation">The validation loss by epoch.</param>
    /// <returns>The shares by which both losses fell from the third to the last quarter; null where training ended level, validation followed, or too little is known.</returns>
    public static (double Train, double Validation)? Alone(ImmutableArray<IntermediateValue> train, ImmutableArray<IntermediateValue> validation)
    {
        var (learned, checks) = (Half(train), Half(validation));
        if (learned.Count < FewestEpochs || checks.Count < FewestEpochs || RankTrend.RiseLevel(learned.ConvertAll(v => -v)) > SternLevel)
        {
            return null;
        }

        var (trainFall, trainEnd) = Fall(learned);
        var (validationFall, validationEnd) = Fall(checks);
        // below a tenth of what training gained, validation does not follow; and a training loss near validation's leads nothing
        var isAlone = trainEnd > 0 && trainFall > 0 && validationFall <= trainFall / 10 && trainEnd <= validationEnd / 2;
        return isAlone ? (trainFall, validationFall) : null;
    }

    /// <summary>Tells whether what follows the minimum rises: the minimum itself, the luckiest value, is left out, and so is what it drags along.</summary>
    private static bool RisesAfter(List<double> values, int lowest)
    {
        var after = values.Count - lowest - 1;
        var tail = values.TakeLast(after - (after / 5)).ToList();
        // nothing can be said where the minimum lies among the last three, so the others may share the whole level
        var level = (values.Count < ManyEpochs ? Level : SternLevel) * values.Count / (values.Count - 3);
        return RankTrend.RiseLevel(tail) <= level;
    }

    private static (double Fall, double End) Fall(List<double> half)
    {
        var start = half.Take(half.Count / 2).Average();
        var end = half.Skip(half.Count / 2).Average();
        return (1 - (end / start), end);
    }

    private static List<double> Half(ImmutableArray<IntermediateValue> curve)
    {
        var points = Points(curve);
        return points.Skip(points.Count / 2).Select(p => p.Value).ToList();
    }

    private static List<IntermediateValue> Points(ImmutableArray<IntermediateValue> curve)
    {
        var finite = curve.Where(v => double.IsFinite(v.Value)).ToList();
        var stretch = (finite.Count + MostPoints - 1) / MostPoints;
        return stretch <= 1 ? finite : [.. finite.Chunk(stretch).Select(c => new IntermediateValue(c.MinBy(v => v.Value).Step, c.Average(v => v.Value)))];
    }
}
