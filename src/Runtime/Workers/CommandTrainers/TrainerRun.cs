using System.Collections.Immutable;

namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>Leads one running command to its end: answers reports, stops it in time, and judges how it ended.</summary>
/// <param name="process">The running command.</param>
/// <param name="options">The graces.</param>
/// <param name="time">The clock.</param>
/// <param name="onReport">Answers whether the trial goes on.</param>
internal sealed class TrainerRun(TrainerProcess process, CommandTrainerOptions options, TimeProvider time, Func<CommandReport, bool> onReport)
{
    private const int Outputs = 2;
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(5);

    private readonly ImmutableArray<CommandReport>.Builder _reports = ImmutableArray.CreateBuilder<CommandReport>();
    private readonly Queue<(TimeSpan After, Action Do)> _stages = [];
    private CommandEnd? _stopped;
    private string _reason = string.Empty;
    private bool _isDiverged;
    private double? _result;
    private double? _test;
    private int _endedOutputs;
    private bool _hasExited;
    private bool _isOver;
    private long _since;

    /// <summary>Waits for the end.</summary>
    /// <param name="cancellation">Ends the command early.</param>
    /// <returns>What became of it.</returns>
    public CommandOutcome ToEnd(CancellationToken cancellation)
    {
        using var memory = new MemoryWatch(process.Group, options.MemoryLimit, time, bytes => process.Events.Add(new TrainerEvent.TooLarge(bytes)));
        using var registration = cancellation.Register(() => process.Events.Add(new TrainerEvent.Cancelled()));
        try
        {
            while (!_isOver)
            {
                if (process.Events.TryTake(out var what, TimeToNextStage(), CancellationToken.None))
                {
                    Handle(what);
                }
                else
                {
                    var (_, act) = _stages.Dequeue();
                    _since = time.GetTimestamp();
                    act();
                }
            }
        }
        finally
        {
            EndTheRest();
        }

        return Judge(memory.Killed);
    }

    private int TimeToNextStage()
    {
        if (_stages.Count == 0)
        {
            return Timeout.Infinite;
        }

        var left = _stages.Peek().After - time.GetElapsedTime(_since);
        return left <= TimeSpan.Zero ? 0 : (int)Math.Ceiling(Math.Min(left.TotalMilliseconds, int.MaxValue));
    }

    private void Handle(TrainerEvent what)
    {
        switch (what)
        {
            case TrainerEvent.Said said:
                Hear(said.What);
                break;
            case TrainerEvent.Cancelled:
                Stop(CommandEnd.Cancelled, "cancelled", string.Empty);
                break;
            case TrainerEvent.TooLarge large:
                Stop(CommandEnd.Failed, "failed", MemoryText.TooLarge("The command and what it started", large.Bytes, options.MemoryLimit ?? 0));
                process.Group.Kill();
                break;
            case TrainerEvent.Exited:
                HandleExit();
                break;
            default:
                _endedOutputs++;
                break;
        }

        _isOver |= _hasExited && _endedOutputs == Outputs;
    }

    private void Hear(TrainerLine line)
    {
        if (line is TrainerLine.Report)
        {
            process.ReportTaken();
        }

        if (_stopped is not null)
        {
            return;
        }

        switch (line)
        {
            case TrainerLine.Report report:
                HearReport(report.What);
                break;
            case TrainerLine.Result { Value: double.NaN }:
                StopDiverged("The training diverged: its result is NaN.");
                break;
            case TrainerLine.Result result:
                _result = result.Value;
                break;
            case TrainerLine.Test test:
                _test = test.Value;
                break;
            case TrainerLine.Fault fault:
                Stop(CommandEnd.Failed, "failed", $"The command broke the protocol: {fault.Reason}.");
                break;
        }
    }

    private void HearReport(CommandReport report)
    {
        if (_reports.Count > 0 && report.Step <= _reports[^1].Step)
        {
            Stop(CommandEnd.Failed, "failed", $"The command broke the protocol: steps must rise, but {report.Step} came after {_reports[^1].Step}. Report each step once, from one process.");
            return;
        }

        if (double.IsNaN(report.Value))
        {
            StopDiverged($"The training diverged: the value of step {report.Step} is NaN.");
            return;
        }

        _reports.Add(report);
        try
        {
            if (onReport(report))
            {
                process.Answer("""{"continue":true}""");
                return;
            }

            Stop(CommandEnd.Pruned, "pruned", string.Empty);
        }
        catch (OperationCanceledException)
        {
            Stop(CommandEnd.Cancelled, "cancelled", string.Empty);
        }
    }

    private void StopDiverged(string reason)
    {
        _isDiverged = _stopped is null;
        Stop(CommandEnd.Failed, "diverged", reason);
    }

    private void Stop(CommandEnd end, string word, string reason)
    {
        if (_stopped is not null)
        {
            return;
        }

        (_stopped, _reason, _since) = (end, reason, time.GetTimestamp());
        process.Answer($$"""{"continue":false,"reason":"{{word}}"}""");
        process.EndAnswers();
        if (_hasExited)
        {
            return;
        }

        _stages.Enqueue((options.StopGrace, process.Group.Ask));
        if (end == CommandEnd.Cancelled)
        {
            _stages.Enqueue((options.LeaveAfter, () => _isOver = true));
            return;
        }

        _stages.Enqueue((options.KillAfter, process.Group.Kill));
        _stages.Enqueue((GiveUp, () => _isOver = true));
    }

    // what the command left running dies with it; a process that left the group may hold the outputs open, so the wait is short
    private void HandleExit()
    {
        _hasExited = true;
        process.Group.Kill();
        _stages.Clear();
        _since = time.GetTimestamp();
        _stages.Enqueue((Drain, () => _isOver = true));
    }

    private void EndTheRest()
    {
        if (_hasExited)
        {
            return;
        }

        if (_stopped != CommandEnd.Cancelled)
        {
            process.Group.Kill();
            return;
        }

        var left = options.KillAfter - options.LeaveAfter;
        new Thread(() => KillLater(process.Group, left)) { IsBackground = true, Name = "trainer end" }.Start();
    }

    private static void KillLater(ProcessGroup group, TimeSpan after)
    {
        Thread.Sleep(after > TimeSpan.Zero ? after : TimeSpan.Zero);
        group.Kill();
    }

    private CommandOutcome Judge(string killed)
    {
        var hasSpoken = _reports.Count > 0 || _result is not null || _test is not null;
        var (end, reason) = _stopped is { } stopped ? (stopped, _reason) : TrainerExit.Judge(process.ExitCode, hasSpoken, process.ErrorTail, killed);
        return new CommandOutcome { End = end, Reason = reason, IsDiverged = _isDiverged, Reports = _reports.ToImmutable(), Result = _result, Test = _test };
    }
}
