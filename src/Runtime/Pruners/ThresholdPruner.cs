namespace HyperScaffold.Pruners;

/// <summary>Ends a trial whose last value leaves given bounds or is NaN.</summary>
public sealed class ThresholdPruner : IPruner
{
    private readonly double _lower;
    private readonly double _upper;
    private readonly int _warmupSteps;
    private readonly int _intervalSteps;

    /// <summary>Initializes a new instance of the <see cref="ThresholdPruner"/> class.</summary>
    /// <param name="lower">The smallest value that may go on; null for none.</param>
    /// <param name="upper">The largest value that may go on; null for none.</param>
    /// <param name="warmupSteps">The first step at which a trial may end, at least 0.</param>
    /// <param name="intervalSteps">How many steps lie between two judgements, at least 1.</param>
    /// <exception cref="HyperException">Both bounds are missing or crossed, or a number is out of range.</exception>
    public ThresholdPruner(double? lower = null, double? upper = null, int warmupSteps = 0, int intervalSteps = 1)
    {
        var problems = new List<Problem>();
        (_lower, _upper) = (lower ?? double.NegativeInfinity, upper ?? double.PositiveInfinity);
        Rules.Require(problems, (lower ?? upper) is not null, nameof(lower), _lower, ("at least one bound must be given", "Give lower, upper or both"));
        Rules.Require(problems, _lower <= _upper, nameof(lower), _lower, ("`lower <= upper` must hold", "Swap the bounds"));
        Rules.AtLeast(problems, nameof(warmupSteps), warmupSteps, 0);
        Rules.AtLeast(problems, nameof(intervalSteps), intervalSteps, 1);
        HyperException.ThrowIfAny(nameof(ThresholdPruner), problems);
        (_warmupSteps, _intervalSteps) = (warmupSteps, intervalSteps);
    }

    /// <inheritdoc/>
    public PruneDecision Decide(PruneRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reports = request.Trial.IntermediateValues;
        if (reports.IsEmpty || reports[^1].Step < _warmupSteps || !Reports.IsFirstInInterval(reports, _warmupSteps, _intervalSteps))
        {
            return PruneDecision.Continue;
        }

        var (step, value) = (reports[^1].Step, reports[^1].Value);
        return value >= _lower && value <= _upper
            ? PruneDecision.Continue
            : PruneDecision.Stop($"At step {step} its {Reports.Text(value)} lies outside [{Reports.Text(_lower)}, {Reports.Text(_upper)}].");
    }
}
