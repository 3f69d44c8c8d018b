using HyperScaffold.Storage;

namespace HyperScaffold.Studies;

/// <summary>
/// Holds the trials that this process runs: beats their leases, writes their facts in groups at most 50 ms late, and
/// ends trials of workers that vanished.
/// </summary>
internal sealed class TrialKeeper : IDisposable
{
    private static readonly TimeSpan FlushDelay = TimeSpan.FromMilliseconds(50);
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Trial> _running = [];
    private readonly IStorage _storage;
    private readonly StudyRecord _study;
    private readonly StudyOptions _options;
    private readonly ITimer _flush;
    private readonly ITimer _beat;
    private readonly SleepWatch _sleep;
    private volatile bool _flushIsDue;
    private bool _isBeating;
    private bool _isFlushing;

    /// <summary>Initializes a new instance of the <see cref="TrialKeeper"/> class.</summary>
    /// <param name="storage">Where the study lies.</param>
    /// <param name="study">The study.</param>
    /// <param name="options">Lease, attempts and clock.</param>
    public TrialKeeper(IStorage storage, StudyRecord study, StudyOptions options)
    {
        (_storage, _study, _options) = (storage, study, options);
        var period = options.Lease / 4;
        _sleep = new SleepWatch(options.Time, options.Lease / 2, options.Lease / 2);
        _flush = options.Time.CreateTimer(_ => OnFlush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _beat = options.Time.CreateTimer(_ => OnBeat(), null, period, period);
    }

    /// <summary>Gets the trials that run here now.</summary>
    public IReadOnlyList<Trial> Running
    {
        get
        {
            lock (_gate)
            {
                return [.. _running.Values];
            }
        }
    }

    /// <summary>Gets a value indicating whether no trial runs here.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return _running.Count == 0;
            }
        }
    }

    /// <summary>Starts to keep a trial.</summary>
    /// <param name="trial">The trial.</param>
    public void Keep(Trial trial)
    {
        lock (_gate)
        {
            _running[trial.Lease.TrialId] = trial;
        }
    }

    /// <summary>The running trial with a number.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The trial, or null where it does not run here.</returns>
    public Trial? Find(int number) => Running.FirstOrDefault(t => t.Number == number);

    /// <summary>Sees to it that pending facts are written soon.</summary>
    public void FlushSoon()
    {
        if (_flushIsDue)
        {
            return;
        }

        lock (_gate)
        {
            if (!_flushIsDue)
            {
                _flushIsDue = true;
                _flush.Change(FlushDelay, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Ends a trial with its pending facts and these, in one transaction.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="facts">The last facts.</param>
    public void Finish(Trial trial, params IReadOnlyList<TrialFact> facts)
    {
        try
        {
            trial.Journal.Write(_storage, facts);
        }
        catch (LeaseLostException)
        {
            Forget(trial);
            throw;
        }

        Forget(trial);
    }

    /// <summary>Ends trials whose workers vanished.</summary>
    public void Reap() => _storage.Reap(_study.Id, null, _options.MaxAttempts);

    /// <summary>Writes all pending facts now.</summary>
    public void FlushAll()
    {
        _flushIsDue = false;

        foreach (var trial in Running)
        {
            Quietly(() => trial.Journal.Write(_storage));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _beat.Dispose();
        _flush.Dispose();
        FlushAll();
    }

    // a storage that answers late or not at all holds up one thread of the pool for each timer, never more and more of them
    private void OnBeat()
    {
        if (!Interlocked.Exchange(ref _isBeating, true))
        {
            Quietly(Beat);
            Volatile.Write(ref _isBeating, false);
        }
    }

    private void OnFlush()
    {
        if (Interlocked.Exchange(ref _isFlushing, true))
        {
            Quietly(() => _flush.Change(FlushDelay, Timeout.InfiniteTimeSpan));
            return;
        }

        FlushAll();
        Volatile.Write(ref _isFlushing, false);
    }

    private void Beat()
    {
        var running = Running;
        var lost = _storage.Beat([.. running.Select(t => t.Lease)], _options.Lease).Select(l => l.TrialId).ToHashSet();
        foreach (var trial in running.Where(t => lost.Contains(t.Lease.TrialId)))
        {
            trial.Scope.Lose();
            Forget(trial);
        }

        if (_sleep.IsAwake())
        {
            Reap();
        }
    }

    private void Forget(Trial trial)
    {
        lock (_gate)
        {
            _running.Remove(trial.Lease.TrialId);

            // what was due went with the end of the last trial; firing all the same would split the next trial's facts
            if (_running.Count == 0 && _flushIsDue)
            {
                _flushIsDue = false;
                _flush.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    // on a timer's thread nobody can be told; the facts stay pending, and the next tell says what is wrong
    private static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is HyperException or ObjectDisposedException)
        {
        }
    }
}
