using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>Evaluates an objective once and tells what came of it.</summary>
/// <param name="study">The study.</param>
/// <param name="objective">The objective.</param>
internal sealed class TrialRunner(Study study, Func<Trial, double> objective)
{
    /// <summary>Runs a trial to its end.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="cancellation">When it is cancelled, a trial that ends early is handed back.</param>
    /// <returns>How it ended.</returns>
    public TrialOutcome Run(Trial trial, CancellationToken cancellation)
    {
        try
        {
            return Evaluate(trial, cancellation);
        }
        catch (LeaseLostException)
        {
            // another worker has it, and will tell it
            return default;
        }
        finally
        {
            trial.Scope.Close();
        }
    }

    private TrialOutcome Evaluate(Trial trial, CancellationToken cancellation)
    {
        double value;
        try
        {
            value = objective(trial);
        }
        catch (TrialPrunedException e)
        {
            return new TrialOutcome(study.Tell(trial, TrialState.Pruned, trial.PruneReason ?? e.Message), null);
        }
        catch (OperationCanceledException e)
        {
            return Cancelled(trial, e, cancellation);
        }
        catch (Exception e) when (e is not LeaseLostException)
        {
            return new TrialOutcome(study.Tell(trial, TrialState.Fail, Reason(e)), e);
        }

        return new TrialOutcome(study.Tell(trial, value), null);
    }

    /// <summary>Ends a trial whose objective neither returned nor looked up in time; its thread is left to itself.</summary>
    /// <param name="trial">The trial.</param>
    /// <returns>How it ended; nothing where it was told in the same moment.</returns>
    public TrialOutcome Abandon(Trial trial)
    {
        var reason = TrialEnd.TooLong(trial.Timeout);
        try
        {
            return new TrialOutcome(study.Tell(trial, TrialState.Fail, reason + " and did not look up; its thread was left behind"), new TimeoutException(reason));
        }
        catch (LeaseLostException)
        {
            return default;
        }
    }

    private static string Reason(Exception e)
    {
        if (e is not OutOfMemoryException)
        {
            return e is HyperException ? e.Message : $"{e.GetType().Name}: {e.Message}";
        }

        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return FormattableString.Invariant($"memory ran out: {e.Message} This process had held {process.PeakWorkingSet64 / 1048576.0:0.#} MiB at its peak. Make batches or the model smaller, or run fewer trials at once.");
    }

    private TrialOutcome Cancelled(Trial trial, OperationCanceledException error, CancellationToken cancellation)
    {
        trial.Scope.RequireHeld();
        if (cancellation.IsCancellationRequested)
        {
            TrialEnd.HandBack(study, trial);
            return default;
        }

        var reason = trial.Context.Cancellation.IsCancellationRequested ? TrialEnd.TooLong(trial.Timeout) : $"{error.GetType().Name}: {error.Message}";
        return new TrialOutcome(study.Tell(trial, TrialState.Fail, reason), error);
    }
}
