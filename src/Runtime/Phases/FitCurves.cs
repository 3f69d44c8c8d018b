using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Phases;

/// <summary>The curves by which a training's fit is judged, by epoch.</summary>
/// <param name="Validation">The reported metric.</param>
/// <param name="Train">The same metric on the training part.</param>
/// <param name="TrainLoss">The loss on the training part.</param>
/// <param name="ValidationLoss">The loss on the validation part.</param>
internal sealed record FitCurves(
    ImmutableArray<IntermediateValue> Validation,
    ImmutableArray<IntermediateValue> Train,
    ImmutableArray<IntermediateValue> TrainLoss,
    ImmutableArray<IntermediateValue> ValidationLoss)
{
    /// <summary>Reads the curves of a trial.</summary>
    /// <param name="trial">The trial.</param>
    public static FitCurves Of(FrozenTrial trial)
    {
        var metrics = PythonJson.ReadObject(trial.UserAttributes.GetValueOrDefault(TrialAttributes.Metrics));
        ImmutableArray<IntermediateValue> Curve(string name) => metrics.GetValueOrDefault(name) is IReadOnlyList<object?> points
            ? [.. points.OfType<IReadOnlyList<object?>>().Where(p => p is [long, double or long]).Select(Point)]
            : [];
        return new FitCurves(trial.IntermediateValues, Curve("train_value"), Curve("train_loss"), Curve("validation_loss"));
    }

    /// <summary>By how much training leads validation at the best epoch, in the metric's unit.</summary>
    /// <param name="direction">Which values are better.</param>
    /// <returns>The gap; null where one of the two curves is missing.</returns>
    public double? Gap(StudyDirection direction)
    {
        var validation = Validation.Where(v => double.IsFinite(v.Value)).ToList();
        if (validation.Count == 0 || Train.IsEmpty)
        {
            return null;
        }

        var best = validation.MinBy(v => PhaseTrials.Loss(v.Value, direction));
        var train = Train.Where(v => v.Step <= best.Step).DefaultIfEmpty(Train[0]).Last();
        return PhaseTrials.Lead(train.Value, best.Value, direction);
    }

    private static IntermediateValue Point(IReadOnlyList<object?> pair) =>
        new((int)(long)pair[0]!, Convert.ToDouble(pair[1], CultureInfo.InvariantCulture));
}
