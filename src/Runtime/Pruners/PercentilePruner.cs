using System.Globalization;

namespace HyperScaffold.Pruners;

/// <summary>
/// Ends a trial whose best value so far is worse than a percentile of what complete trials reported at the same step
/// (Golovin et al. 2017 for the median; Optuna's rule). A trial that has only reported NaN ends too.
/// </summary>
public sealed class PercentilePruner : IPruner
{
    private readonly PercentileOptions _options;

    /// <summary>Initializes a new instance of the <see cref="PercentilePruner"/> class.</summary>
    /// <param name="options">The settings; null for the median with five start-up trials.</param>
    /// <exception cref="HyperException">A setting breaks its rule.</exception>
    public PercentilePruner(PercentileOptions? options = null)
    {
        _options = options ?? new PercentileOptions();
        _options.Validate();
    }

    /// <inheritdoc/>
    public PruneDecision Decide(PruneRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reports = request.Trial.IntermediateValues;
        var curves = ReferenceCurves.Of(request.History);
        if (reports.IsEmpty || curves.Complete < Math.Max(1, _options.StartupTrials) || reports[^1].Step < _options.WarmupSteps
            || !Reports.IsFirstInInterval(reports, _options.WarmupSteps, _options.IntervalSteps))
        {
            return PruneDecision.Continue;
        }

        return Judge(request, reports[^1].Step, curves);
    }

    private PruneDecision Judge(PruneRequest request, int step, ReferenceCurves curves)
    {
        var best = Reports.Best(request.Trial.IntermediateValues.AsSpan(), request.Direction);
        if (double.IsNaN(best))
        {
            return PruneDecision.Stop($"At step {step} it had reported only NaN.");
        }

        var others = curves.At(step);
        if (curves.CountAt(step) < _options.MinTrials || others.Count == 0)
        {
            return PruneDecision.Continue;
        }

        var maximize = request.Direction == Trials.StudyDirection.Maximize;
        var reference = ReferenceCurves.Percentile(others, maximize ? 100 - _options.Percentile : _options.Percentile);
        var (own, mark) = Reports.Texts(best, reference);
        return Reports.IsBetter(reference, best, request.Direction)
            ? PruneDecision.Stop($"At step {step} its best {own} is worse than {mark}, the {Name} of {others.Count} trials.")
            : PruneDecision.Continue;
    }

    private string Name => _options.Percentile == 50
        ? "median"
        : string.Create(CultureInfo.InvariantCulture, $"best {_options.Percentile} % mark");
}
