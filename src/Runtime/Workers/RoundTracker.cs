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
    private readonly SortedDictionary<int, FrozenTrial> _running = [];
    private StudyCursor _cursor = StudyCursor.Start;
    private FrozenTrial? _latest;
    private FrozenTrial? _best;
    private bool _isFirst = true;

    // kept as trials change, so that nothing is counted anew after each trial
    private int _open;
    private int _search;
    private int _ofRound;
    private int _finished;

    /// <summary>Gets how many trials failed in a row, diverged ones aside.</summary>
    public int FailuresInARow { get; private set; }

    /// <summary>Gets the reason of the last failed trial, or null.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>Gets the number of the last failed trial, or null.</summary>
    public int? LastFailed { get; private set; }

    /// <summary>Gets a value indicating whether a trial ended well at the last read.</summary>
    public bool HasProgressed { get; private set; }

    private bool IsConfirm => order.Round == TrialAttributes.ConfirmRound;

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
        return _open == 0 && (IsConfirm || isExhausted || _search >= order.Trials);
    }

    /// <summary>How the round stands.</summary>
    /// <returns>The progress.</returns>
    public RoundProgress Progress() =>
        new(order.Round, _finished, IsConfirm ? _ofRound : order.Trials - order.Offset, _latest, [.. _running.Values], _best);

    private bool Take(FrozenTrial trial)
    {
        var known = _trials.GetValueOrDefault(trial.Number);
        Weigh(known, -1);
        _trials[trial.Number] = trial;
        Weigh(trial, 1);
        foreach (var earlier in StorageAttributes.Earlier(trial.SystemAttributes))
        {
            Discount(earlier);
        }

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

    private void Weigh(FrozenTrial? trial, int sign)
    {
        if (trial is null)
        {
            return;
        }

        var runs = trial.State == TrialState.Running;
        if (runs && sign > 0)
        {
            _running[trial.Number] = trial;
        }
        else
        {
            _running.Remove(trial.Number);
        }

        _open += trial.State == TrialState.Waiting || (runs && trial.Round is not null) ? sign : 0;
        if (!_repeated.Contains(trial.Number))
        {
            CountIn(trial, sign);
        }
    }

    private void CountIn(FrozenTrial trial, int sign)
    {
        var isOfRound = trial.Round == order.Round;
        _search += trial.Round != TrialAttributes.ConfirmRound ? sign : 0;
        _ofRound += isOfRound ? sign : 0;
        _finished += isOfRound && trial.IsFinished ? sign : 0;
    }

    // a trial that was repeated does not count, whenever that becomes known
    private void Discount(int number)
    {
        if (_repeated.Add(number) && _trials.TryGetValue(number, out var repeated))
        {
            CountIn(repeated, -1);
        }
    }

    private void Count(FrozenTrial trial)
    {
        if (trial.State != TrialState.Fail)
        {
            HasProgressed = true;
            FailuresInARow = 0;
            return;
        }

        // a worker takes its whole batch along: that is one failure; workers that stop again and again are counted apart
        var isSameLoss = StorageAttributes.IsLoss(trial.Reason) && StorageAttributes.IsLoss(LastFailure) && FailuresInARow > 0;
        (LastFailure, LastFailed) = (trial.Reason, trial.Number);
        FailuresInARow += isSameLoss || IsDivergence(trial.Reason) ? 0 : 1;
    }

    // the objective's own word, and the trainer's, which ends a training whose loss is no number
    private static bool IsDivergence(string? reason) =>
        reason is not null && (reason.StartsWith(TrialEnd.Diverged, StringComparison.Ordinal) || reason.StartsWith("diverged:", StringComparison.Ordinal));
}
