using HyperScaffold.Studies;

namespace HyperScaffold.Workers;

/// <summary>Evaluates trials by calling an objective.</summary>
/// <param name="objective">The objective.</param>
public sealed class ObjectiveRunner(Func<Trial, double> objective) : ITrialRunner
{
    /// <inheritdoc/>
    public double Evaluate(Trial trial) => objective(trial);
}
