using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Workers;

/// <summary>Ends a worker whose trial takes too long without looking up, or whose memory grows too large; the trial fails with that reason.</summary>
internal sealed class TrialGuard : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);
    private readonly Study _study;
    private readonly WorkerOptions _options;
    private readonly Action<int> _exit;
    private readonly ITimer _timer;

    /// <summary>Initializes a new instance of the <see cref="TrialGuard"/> class.</summary>
    /// <param name="study">The study that the worker works for.</param>
    /// <param name="options">The limits.</param>
    /// <param name="exit">Ends the process.</param>
    public TrialGuard(Study study, WorkerOptions options, Action<int> exit)
    {
        (_study, _options, _exit) = (study, options, exit);
        var isNeeded = options.TrialTimeout is not null || options.MemoryLimit is not null;
        _timer = options.Time.CreateTimer(_ => Look(), null, isNeeded ? Every : Timeout.InfiniteTimeSpan, Every);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        foreach (var trial in _study.Keeper.Running)
        {
            if (Reason(trial) is { } reason)
            {
                Fail(trial, reason);
                _exit(0);
            }
        }
    }

    private string? Reason(Trial trial)
    {
        if (_options.MemoryLimit is { } most && Environment.WorkingSet > most)
        {
            return MemoryText.TooLarge("The worker", Environment.WorkingSet, most);
        }

        var isLate = _options.TrialTimeout is { } limit && trial.Start is { } start && _options.Time.GetUtcNow().UtcDateTime - start > limit + Slack;
        return isLate ? TrialEnd.TooLong(_options.TrialTimeout) : null;
    }

    private void Fail(Trial trial, string reason)
    {
        try
        {
            _study.Tell(trial, TrialState.Fail, reason);
        }
        catch (LeaseLostException)
        {
            // told in the same moment
        }
    }
}
