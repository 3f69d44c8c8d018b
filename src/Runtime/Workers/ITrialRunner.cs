using HyperScaffold.Studies;

namespace HyperScaffold.Workers;

/// <summary>Evaluates trials: by calling an objective, or by running a command.</summary>
public interface ITrialRunner
{
    /// <summary>Evaluates one trial: suggests its values, trains, reports.</summary>
    /// <param name="trial">The claimed trial; the caller tells its outcome.</param>
    /// <returns>The objective value; NaN where the training diverged.</returns>
    /// <exception cref="TrialPrunedException">The trial was pruned.</exception>
    /// <exception cref="OperationCanceledException">The trial's context was cancelled; the trial is handed back.</exception>
    double Evaluate(Trial trial);
}
