namespace HyperScaffold.Pruners;

/// <summary>Ends a trial whose best value so far is worse than the median of complete trials at the same step.</summary>
public sealed class MedianPruner : IPruner
{
    private readonly PercentilePruner _percentile;

    /// <summary>Initializes a new instance of the <see cref="MedianPruner"/> class.</summary>
    /// <param name="startupTrials">The number of complete trials before any trial is ended, at least 0.</param>
    /// <param name="warmupSteps">The first step at which a trial may end, at least 0.</param>
    /// <param name="intervalSteps">How many steps lie between two judgements, at least 1.</param>
    /// <param name="minTrials">How many complete trials must have reported at the same step, at least 1.</param>
    /// <exception cref="HyperException">A setting breaks its rule.</exception>
    public MedianPruner(int startupTrials = 5, int warmupSteps = 0, int intervalSteps = 1, int minTrials = 1) =>
        _percentile = new PercentilePruner(new PercentileOptions
        {
            StartupTrials = startupTrials,
            WarmupSteps = warmupSteps,
            IntervalSteps = intervalSteps,
            MinTrials = minTrials,
        });

    /// <inheritdoc/>
    public PruneDecision Decide(PruneRequest request) => _percentile.Decide(request);
}
