using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>The curves of the trials that completed or were pruned, and what the automatic pruner makes of them.</summary>
/// <param name="direction">Which values are better.</param>
internal sealed class LearningCurves(StudyDirection direction) : ITrialObserver
{
    // more references than this change an estimate little and cost time with their square
    private const int MostReferences = 40;

    private readonly List<LearningCurve> _all = [];
    private (AutoOptions Options, int Count, PruneChoice Choice)? _known;
    private DateTime? _firstPruned;
    private bool _anyPruned;

    /// <summary>Gets the curves in the order in which the trials ended.</summary>
    public IReadOnlyList<LearningCurve> All => _all;

    /// <summary>Gets which values are better.</summary>
    public StudyDirection Direction => direction;

    public static LearningCurves Of(TrialHistory history) => history.Derive(() => new LearningCurves(history.Direction));

    public void OnFinished(FrozenTrial trial)
    {
        if (trial.State is not (TrialState.Complete or TrialState.Pruned) || trial.IntermediateValues.IsEmpty)
        {
            return;
        }

        if (trial.State == TrialState.Pruned)
        {
            _anyPruned = true;
            _firstPruned = trial.End < _firstPruned ? trial.End : _firstPruned ?? trial.End;
        }

        _all.Add(new LearningCurve(trial, direction) { WasFree = !_anyPruned });
    }

    /// <summary>
    /// The complete trials that no pruner chose: those that ended before the first one was pruned, and the controls.
    /// Survivors would make early ranks look less telling than they are.
    /// </summary>
    public IReadOnlyList<LearningCurve> References() =>
        [.. _all.Where(c => c.Trial.State == TrialState.Complete && (c.IsControl || IsFree(c))).Take(MostReferences)];

    /// <summary>What to do with these curves; computed once for each number of them.</summary>
    /// <param name="options">The pruner's.</param>
    public PruneChoice Choose(AutoOptions options)
    {
        if (_known is not { } known || known.Count != _all.Count || !ReferenceEquals(known.Options, options))
        {
            _known = known = (options, _all.Count, PruneChoice.Of(options, direction, References()));
        }

        return known.Choice;
    }

    // by the clock where the trials have one, so that every process agrees; by the order of arrival otherwise
    private bool IsFree(LearningCurve curve) =>
        curve.Trial.End is { } end && _firstPruned is { } first ? end <= first : curve.WasFree;
}
