using System.Runtime.ExceptionServices;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>One run of trials on one or more threads.</summary>
internal sealed class Optimizer : IDisposable
{
    // how much longer than its limit a trial may take to look up
    private static readonly TimeSpan LookUp = TimeSpan.FromSeconds(1);

    private readonly Study _study;
    private readonly OptimizeOptions _options;
    private readonly TrialRunner _runner;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _ending;
    private readonly OptimizeRun _run;
    private readonly AskSettings _settings;
    private readonly long _start;
    private readonly Lock _gate = new();
    private int _asked;
    private int _finished;
    private int _sinceBest;
    private int _failures;
    private double? _best;
    private StopReason? _reason;
    private ExceptionDispatchInfo? _error;

    /// <summary>Initializes a new instance of the <see cref="Optimizer"/> class.</summary>
    /// <param name="study">The study.</param>
    /// <param name="objective">The objective.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="cancellation">Stops early.</param>
    public Optimizer(Study study, Func<Trial, double> objective, OptimizeOptions options, CancellationToken cancellation)
    {
        (_study, _options, _cancellation) = (study, options, cancellation);
        _runner = new TrialRunner(study, objective);
        _run = new OptimizeRun(study);
        _start = study.Time.GetTimestamp();
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _settings = study.DefaultSettings with { Limit = options.TotalTrials, TrialTimeout = options.TrialTimeout, Cancellation = _ending.Token };
        _best = study.BestKnown?.Value;
        _reason = IsAtTarget() ? StopReason.Target : null;
    }

    /// <summary>Runs the trials.</summary>
    /// <returns>How it ended.</returns>
    public OptimizeResult Run()
    {
        var threads = _options.Threads < 0 ? Environment.ProcessorCount : _options.Threads;
        var others = Enumerable.Range(1, threads - 1).Select(i => new Thread(Work) { IsBackground = true, Name = $"trial {i}" }).ToList();
        others.ForEach(t => t.Start());
        Work();
        others.ForEach(t => t.Join());
        _error?.Throw();
        _cancellation.ThrowIfCancellationRequested();
        return new OptimizeResult(_finished, _reason ?? StopReason.Trials);
    }

    /// <inheritdoc/>
    public void Dispose() => _ending.Dispose();

    private void Work()
    {
        try
        {
            while (_options.Fuse > 1 ? WorkBatch() : WorkOne())
            {
                // until nothing may start any more
            }
        }
        catch (Exception e)
        {
            lock (_gate)
            {
                _error ??= ExceptionDispatchInfo.Capture(e);
            }

            _ending.Cancel();
        }
    }

    private TrialOutcome Evaluate(Trial trial)
    {
        if (_options.TrialTimeout is not { } limit)
        {
            return _runner.Run(trial, _ending.Token);
        }

        var ended = new TaskCompletionSource<TrialOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                ended.SetResult(_runner.Run(trial, _ending.Token));
            }
            catch (Exception e)
            {
                ended.SetException(e);
            }
        });
        (thread.IsBackground, thread.Name) = (true, $"trial {trial.Number}");
        thread.Start();
        return thread.Join(limit + LookUp) || _runner.Abandon(trial) is not { Trial: not null } abandoned ? ended.Task.GetAwaiter().GetResult() : abandoned;
    }

    private bool WorkOne()
    {
        if (!MayStart() || Next(null) is not { } trial)
        {
            return false;
        }

        After(Evaluate(trial));
        return true;
    }

    private bool WorkBatch()
    {
        using var batch = new TrialBatch(_options.Fuse);
        return batch.Run(seat => MayStart() && Next(seat) is { } trial ? () => After(_runner.Run(trial, _ending.Token)) : null) > 0;
    }

    private bool MayStart()
    {
        lock (_gate)
        {
            if (_error is not null || _reason is not null || _ending.IsCancellationRequested)
            {
                return false;
            }

            if (_run.IsStopped)
            {
                _reason = StopReason.Stopped;
            }
            else if (_options.Timeout is { } limit && _study.Time.GetElapsedTime(_start) >= limit)
            {
                _reason = StopReason.Timeout;
            }
            else if (_asked >= _options.Trials)
            {
                _reason = StopReason.Trials;
            }

            _asked++;
            return _reason is null;
        }
    }

    private Trial? Next(TrialSeat? seat)
    {
        var result = _study.Ask(_settings, seat);
        if (result.Trial is null)
        {
            lock (_gate)
            {
                _reason ??= result.IsExhausted ? StopReason.Exhausted : StopReason.Trials;
            }
        }

        return result.Trial;
    }

    private void After(TrialOutcome outcome)
    {
        if (outcome.Trial is not { } trial)
        {
            return;
        }

        lock (_gate)
        {
            _finished++;
            Count(trial);
            foreach (var callback in _options.Callbacks)
            {
                callback(_run, trial);
            }

            _options.Progress?.Report(new OptimizeProgress(_finished, _options.Trials, trial, _study.BestKnown, _study.Time.GetElapsedTime(_start)));
        }

        if (outcome.Error is { } error && !_options.Catch(error))
        {
            ExceptionDispatchInfo.Throw(error);
        }

        if (_failures >= _options.MaxFailures)
        {
            throw new HyperException($"{_failures} trials failed in a row, so the run stops. The last reason: {trial.Reason}");
        }
    }

    private void Count(FrozenTrial trial)
    {
        _failures = trial.State == TrialState.Fail ? _failures + 1 : 0;
        var isBetter = trial.State == TrialState.Complete && trial.Value is { } v && (_best is null || StudyBest.IsBetter(v, _best.Value, _study.Direction));
        _sinceBest = isBetter ? 0 : _sinceBest + 1;
        _best = isBetter ? trial.Value : _best;
        if (IsAtTarget())
        {
            _reason ??= StopReason.Target;
        }
        else if (_sinceBest >= _options.NoImprovement)
        {
            _reason ??= StopReason.NoImprovement;
        }
    }

    private bool IsAtTarget() =>
        _options.TargetValue is { } target && _best is { } best && (best == target || StudyBest.IsBetter(best, target, _study.Direction));
}
