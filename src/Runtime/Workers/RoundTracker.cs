using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Workers;

/// <summary>Follows a round from outside: reads what changed, and tells how the round stands.</summary>
/// <param name="storage">Where the study lies.</param>
/// <param name="study">The study.</param>
/// <param name="order">The round.</param>
internal sealed class RoundTracker(IStorage storage, StudyRecord study, RoundOrder order)
{
    private readonly Dictionary<int, FrozenTrial> _trials = [];
    private readonly HashSet<int> _repeated = [];
    private StudyCursor _cursor = StudyCursor.Start;
    private FrozenTrial? _latest;
    private FrozenTrial? _best;
    private bool _isFirst = true;

    /// <summary>Gets how many trials failed in a row, diverged ones aside.</summary>
    public int FailuresInARow { get; private set; }

    /// <summary>Gets the reason of the last failed trial, or null.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>Gets the number of the last failed trial, or null.</summary>
    public int? LastFailed { get; private set; }

    /// <summary>Gets a value indicating whether a trial ended well at the last read.</summary>
    public bool HasProgressed { get; private set; }

    private bool IsConfirm => order.Round == TrialAttributes.ConfirmRound;

    private IEnumerable<FrozenTrial> OfRound => _trials.Values.Where(t => t.Round == order.Round && !_repeated.Contains(t.Number));

    /// <summary>Reads what changed.</summary>
    /// <returns>True where something did.</returns>
    public bool Read()
    {
        var changes = storage.Read(study.Id, _cursor);
        _cursor = changes.Cursor;
        HasProgressed = false;
        var changed = _isFirst;
        foreach (var trial in changes.Trials)
        {
            changed |= Take(trial);
        }

        _isFirst = false;
        return changed;
    }

    /// <summary>Tells whether the round is over.</summary>
    /// <param name="isExhausted">True where the sampler has nothing left to try.</param>
    /// <returns>True when nothing waits or runs, and no more trials will come.</returns>
    public bool IsDone(bool isExhausted)
    {
        var open = _trials.Values.Any(t => t.State == TrialState.Waiting || (t.State == TrialState.Running && t.Round is not null));
        var search = _trials.Values.Count(t => t.Round != TrialAttributes.ConfirmRound && !_repeated.Contains(t.Number));
        return !open && (IsConfirm || isExhausted || search >= order.Trials);
    }

    /// <summary>How the round stands.</summary>
    /// <returns>The progress.</returns>
    public RoundProgress Progress()
    {
        var planned = IsConfirm ? OfRound.Count() : order.Trials - order.Offset;
        return new RoundProgress(order.Round, OfRound.Count(t => t.IsFinished), planned, _latest, [.. _trials.Values.Where(t => t.State == TrialState.Running).OrderBy(t => t.Number)], _best);
    }

    private bool Take(FrozenTrial trial)
    {
        var known = _trials.GetValueOrDefault(trial.Number);
        _trials[trial.Number] = trial;
        _repeated.UnionWith(StorageAttributes.Earlier(trial.SystemAttributes));
        if (StudyBest.IsBetter(trial, _best, study.Direction))
        {
            _best = trial;
        }

        if (trial.IsFinished && !_isFirst)
        {
            _latest = trial;
            Count(trial);
        }

        return known is null || known.State != trial.State || known.IntermediateValues.Length != trial.IntermediateValues.Length || known.Parameters.Count != trial.Parameters.Count;
    }

    private void Count(FrozenTrial trial)
    {
        if (trial.State != TrialState.Fail)
        {
            HasProgressed = true;
            FailuresInARow = 0;
            return;
        }

        (LastFailure, LastFailed) = (trial.Reason, trial.Number);
        FailuresInARow += IsDivergence(trial.Reason) ? 0 : 1;
    }

    // the objective's own word, and the trainer's, which ends a training whose loss is no number
    private static bool IsDivergence(string? reason) =>
        reason is not null && (reason.StartsWith(TrialEnd.Diverged, StringComparison.Ordinal) || reason.StartsWith("diverged:", StringComparison.Ordinal));
}
