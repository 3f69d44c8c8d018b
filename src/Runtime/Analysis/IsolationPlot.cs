using System.Collections.Immutable;
using HyperScaffold.Trials;

namespace HyperScaffold.Analysis;

/// <summary>
/// What is the best that can be had at each value of one parameter, whatever the others are: the best trial of each
/// bucket, with the band of noise within which buckets cannot be told apart (Godbole et al. 2023, isolation plots).
/// </summary>
public sealed record IsolationPlot
{
    /// <summary>Gets the parameter; null where no finished trial has any.</summary>
    public ParameterAxis? Axis { get; private init; }

    /// <summary>Gets the buckets in the order of the axis, empty ones too.</summary>
    public ImmutableArray<IsolationBucket> Buckets { get; private init; } = [];

    /// <summary>Gets the best value of all buckets; null where no trial is complete.</summary>
    public double? Best { get; private init; }

    /// <summary>Gets the end of the noise band away from the best; null where no trial is complete.</summary>
    public double? BandEnd { get; private init; }

    /// <summary>Makes the isolation data of one parameter.</summary>
    /// <param name="trials">The trials in any order; running and confirm trials do not count.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <returns>The plot; without axis and buckets where no trial is finished.</returns>
    /// <exception cref="HyperException">An option breaks a rule, or there are finished trials but none has the parameter.</exception>
    public static IsolationPlot Compute(IReadOnlyList<FrozenTrial> trials, StudyDirection direction, string parameter, IsolationOptions? options = null)
    {
        options ??= new IsolationOptions();
        HyperException.ThrowIfAny(nameof(IsolationOptions), options.Validate());
        var finished = AnalysisTrials.Search(trials).Where(t => t.IsFinished && !t.Parameters.IsEmpty).ToList();
        if (AxisBuilder.Required(parameter, finished) is not { } axis)
        {
            return new IsolationPlot();
        }

        var count = axis.IsCategorical ? axis.Choices.Length : options.Buckets;
        var members = finished.Where(t => t.Parameters.ContainsKey(parameter))
            .ToLookup(t => BucketIndex.Of(Position(t, axis), count));
        var buckets = Enumerable.Range(0, count).Select(k => Bucket(axis, k, count, [.. members[k]], direction)).ToList();
        var best = buckets.Where(b => b.Best is not null).MinBy(b => AnalysisTrials.Loss(b.Best!.Value, direction))?.Best;
        var band = best + (options.BandWidth * options.Noise * (direction == StudyDirection.Minimize ? 1 : -1));
        return new IsolationPlot
        {
            Axis = axis,
            Best = best,
            BandEnd = band,
            Buckets = [.. buckets.Select(b => b with { IsInBand = b.Best is { } v && band is { } end && !AnalysisTrials.IsBetter(end, v, direction) })],
        };
    }

    private static double Position(FrozenTrial trial, ParameterAxis axis) => axis.PositionOf(trial.Parameters[axis.Name].Internal);

    private static IsolationBucket Bucket(ParameterAxis axis, int index, int count, List<FrozenTrial> trials, StudyDirection direction)
    {
        var best = AnalysisTrials.Valued(trials).MinBy(t => AnalysisTrials.Loss(t.Value!.Value, direction));
        return new IsolationBucket
        {
            Low = axis.IsCategorical ? index : axis.ValueAt(index / (double)count),
            High = axis.IsCategorical ? index : axis.ValueAt((index + 1) / (double)count),
            Complete = trials.Count(t => t.State == TrialState.Complete),
            Pruned = trials.Count(t => t.State == TrialState.Pruned),
            Failed = trials.Count(t => t.State == TrialState.Fail),
            Best = best?.Value,
            BestNumber = best?.Number,
        };
    }
}
