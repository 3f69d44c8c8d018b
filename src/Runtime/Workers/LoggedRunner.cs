using HyperScaffold.Studies;

namespace HyperScaffold.Workers;

/// <summary>
/// Keeps a log of each trial: what the training prints by <see cref="Console"/>, what it reports, and how it ended, with
/// the stack of an error. What native code prints goes to the worker's own output.
/// </summary>
internal sealed class LoggedRunner : ITrialRunner, IDisposable
{
    private readonly ITrialRunner _inner;
    private readonly string? _folder;
    private readonly TextWriter _out = Console.Out;
    private readonly TextWriter _error = Console.Error;

    // trials of one batch take turns on threads of their own
    private readonly AsyncLocal<TrialLog?> _log = new();

    /// <summary>Initializes a new instance of the <see cref="LoggedRunner"/> class, which takes the console over.</summary>
    /// <param name="inner">Evaluates the trials.</param>
    /// <param name="folder">The study's folder of logs; null keeps none.</param>
    public LoggedRunner(ITrialRunner inner, string? folder)
    {
        (_inner, _folder) = (inner, folder);
        if (folder is not null)
        {
            Console.SetOut(new TeeWriter(_out, () => _log.Value));
            Console.SetError(new TeeWriter(_error, () => _log.Value));
        }
    }

    /// <inheritdoc/>
    public double Evaluate(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (_folder is null)
        {
            return _inner.Evaluate(trial);
        }

        using var log = new TrialLog(TrialLogs.Open(_folder, trial.Number));
        _log.Value = log;
        try
        {
            return Evaluate(trial, log);
        }
        finally
        {
            _log.Value = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Console.SetOut(_out);
        Console.SetError(_error);
    }

    private double Evaluate(Trial trial, TrialLog log)
    {
        log.Say($"trial {trial.Number} begins");
        trial.Context.Say = log.Say;
        trial.Reported = (step, value) => log.Report(trial, step, value);
        try
        {
            var value = _inner.Evaluate(trial);
            log.Say($"ended with {PythonText.Float(value)}");
            return value;
        }
        catch (TrialPrunedException)
        {
            log.Say("pruned");
            throw;
        }
        catch (OperationCanceledException)
        {
            log.Say("told to end early");
            throw;
        }
        catch (Exception e)
        {
            log.Say(e.ToString());
            throw;
        }
    }
}
