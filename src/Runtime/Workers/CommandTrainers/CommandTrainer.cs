namespace HyperScaffold.Workers.CommandTrainers;

/// <summary>
/// Trains by running a command, in any language, once a trial: parameters go in as a JSON line, reports come out as
/// JSON lines. Runs one trial at a time; dispose it when the worker leaves.
/// </summary>
/// <param name="options">How the command is started and stopped.</param>
/// <param name="time">The clock of the graces.</param>
public sealed class CommandTrainer(CommandTrainerOptions options, TimeProvider time) : IDisposable
{
    private readonly Lazy<ProcessGuard> _guard = new(() => new ProcessGuard());

    /// <summary>Looks for the command's program without running it.</summary>
    /// <param name="options">The command and its folder.</param>
    /// <exception cref="TrainerStartException">The program is missing or not executable.</exception>
    /// <exception cref="HyperException">A setting breaks a rule.</exception>
    public static void Check(CommandTrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _ = TrainerProcess.Prepare(options, string.Empty);
    }

    /// <summary>Runs the command for one trial, on the calling thread until it ended.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="onReport">Told of each report in order; answers whether the trial goes on. An <see cref="OperationCanceledException"/> cancels the run; what else it throws ends the command and is thrown on.</param>
    /// <param name="log">Where everything that the command prints goes, but for the protocol's lines, which are shown in words.</param>
    /// <param name="cancellation">Ends the command early.</param>
    /// <returns>What became of it; a command that cannot start is a failed trial.</returns>
    public CommandOutcome Run(CommandTrial trial, Func<CommandReport, bool> onReport, TextWriter log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(onReport);
        ArgumentNullException.ThrowIfNull(log);
        options.Validate();
        if (cancellation.IsCancellationRequested)
        {
            return new CommandOutcome { End = CommandEnd.Cancelled };
        }

        var trainerLog = new TrainerLog(log, options.MaxLogLength);
        try
        {
            using var process = TrainerProcess.Start(options, trial, trainerLog);
            return Lead(process, onReport, cancellation);
        }
        catch (TrainerStartException exception)
        {
            trainerLog.Write(exception.Message);
            return new CommandOutcome { End = CommandEnd.Failed, Reason = exception.Message };
        }
        finally
        {
            trainerLog.Close();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_guard.IsValueCreated)
        {
            _guard.Value.Dispose();
        }
    }

    private CommandOutcome Lead(TrainerProcess process, Func<CommandReport, bool> onReport, CancellationToken cancellation)
    {
        _guard.Value.Watch(process.Group);
        try
        {
            return new TrainerRun(process, options, time, onReport).ToEnd(cancellation);
        }
        finally
        {
            // a cancelled process that still saves its work stays guarded
            if (process.HasEnded)
            {
                _guard.Value.Watch(null);
            }
        }
    }
}
