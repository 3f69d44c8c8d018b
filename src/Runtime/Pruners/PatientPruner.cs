namespace HyperScaffold.Pruners;

/// <summary>Lets another pruner judge only when a trial has not improved for a while; alone it ends the trial then.</summary>
public sealed class PatientPruner : IPruner
{
    private readonly IPruner? _inner;
    private readonly int _patience;
    private readonly double _minDelta;

    /// <summary>Initializes a new instance of the <see cref="PatientPruner"/> class.</summary>
    /// <param name="inner">The pruner that is asked when patience is over; null ends the trial.</param>
    /// <param name="patience">How many reports without improvement are tolerated, at least 0.</param>
    /// <param name="minDelta">By how much the recent values may be worse before it counts, at least 0.</param>
    /// <exception cref="HyperException">A setting breaks its rule.</exception>
    public PatientPruner(IPruner? inner = null, int patience = 3, double minDelta = 0)
    {
        var problems = new List<Problem>();
        Rules.AtLeast(problems, nameof(patience), patience, 0);
        Rules.Require(problems, minDelta >= 0, nameof(minDelta), minDelta, ("must be at least 0", "Write 0"));
        HyperException.ThrowIfAny(nameof(PatientPruner), problems);
        (_inner, _patience, _minDelta) = (inner, patience, minDelta);
    }

    /// <inheritdoc/>
    public PruneDecision Decide(PruneRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reports = request.Trial.IntermediateValues.AsSpan();
        if (reports.Length <= _patience + 1)
        {
            return PruneDecision.Continue;
        }

        var before = Reports.Best(reports[..^(_patience + 1)], request.Direction);
        var recent = Reports.Best(reports[^(_patience + 1)..], request.Direction);
        var slack = request.Direction == Trials.StudyDirection.Maximize ? -_minDelta : _minDelta;
        if (!Reports.IsBetter(before + slack, recent, request.Direction))
        {
            return PruneDecision.Continue;
        }

        var (late, early) = Reports.Texts(recent, before);
        return _inner?.Decide(request)
            ?? PruneDecision.Stop($"At step {reports[^1].Step} the best of its last {_patience + 1} reports, {late}, is no gain on {early} before.");
    }
}
