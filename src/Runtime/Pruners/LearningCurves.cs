using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>The curves of the trials that completed or were pruned, and what the automatic pruner makes of them.</summary>
/// <param name="direction">Which values are better.</param>
internal sealed class LearningCurves(StudyDirection direction) : ITrialObserver
{
    // more references than this change an estimate little and cost time with their square
    private const int MostReferences = 40;

    private readonly List<LearningCurve> _all = [];
    private readonly Dictionary<int, (int Known, List<double> Losses)> _standings = [];
    private (AutoOptions Options, int Epochs)? _standingsOf;
    private (AutoOptions Options, int Count, PruneChoice Choice)? _known;
    private (int Count, IReadOnlyList<LearningCurve> Curves)? _references;
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
    public IReadOnlyList<LearningCurve> References()
    {
        if (_references is not { } known || known.Count != _all.Count)
        {
            _references = known = (_all.Count, [.. _all.Where(c => c.Trial.State == TrialState.Complete && (c.IsControl || IsFree(c))).Take(MostReferences)]);
        }

        return known.Curves;
    }

    /// <summary>
    /// How the trials that are past their own warm-up stood at a step: their best values so far, turned so that smaller
    /// is better, ascending. Each curve is looked at once.
    /// </summary>
    /// <param name="options">What is known of the search; says how long trials warm up.</param>
    /// <param name="epochs">How long a training is.</param>
    /// <param name="step">The step.</param>
    public List<double> Standing(AutoOptions options, int epochs, int step)
    {
        if (_standingsOf is not { } of || !ReferenceEquals(of.Options, options) || of.Epochs != epochs)
        {
            _standings.Clear();
            _standingsOf = (options, epochs);
        }

        var (known, losses) = _standings.GetValueOrDefault(step, (0, []));
        for (; known < _all.Count; known++)
        {
            if (PruneChoice.WarmupOf(options, epochs, _all[known].Trial) < step && _all[known].At(step) is var value && !double.IsNaN(value))
            {
                var place = losses.BinarySearch(Turn(value));
                losses.Insert(place < 0 ? ~place : place, Turn(value));
            }
        }

        _standings[step] = (known, losses);
        return losses;
    }

    /// <summary>Turns a value into a loss, or back.</summary>
    /// <param name="value">The value.</param>
    public double Turn(double value) => direction == StudyDirection.Maximize ? 0.0 - value : value;

    /// <summary>What to do with these curves; computed once for each number of them.</summary>
    /// <param name="options">The pruner's.</param>
    public PruneChoice Choose(AutoOptions options)
    {
        if (_known is not { } known || known.Count != _all.Count || !ReferenceEquals(known.Options, options))
        {
            _known = known = (options, _all.Count, PruneChoice.Of(options, direction, References(), _all.Count));
        }

        return known.Choice;
    }

    // by the clock where the trials have one, so that every process agrees; by the order of arrival otherwise
    private bool IsFree(LearningCurve curve) =>
        curve.Trial.End is { } end && _firstPruned is { } first ? end <= first : curve.WasFree;
}
