using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>The complete trial with the best value; of equal ones the earliest.</summary>
/// <param name="direction">Which values are better.</param>
internal sealed class BestComplete(StudyDirection direction) : ITrialObserver
{
    /// <summary>Gets the trial; null while none is complete.</summary>
    public FrozenTrial? Trial { get; private set; }

    public static FrozenTrial? Of(TrialHistory history) => history.Derive(() => new BestComplete(history.Direction)).Trial;

    /// <inheritdoc/>
    public void OnFinished(FrozenTrial trial)
    {
        if (trial.State != TrialState.Complete || trial.Value is not { } value)
        {
            return;
        }

        if (Trial?.Value is not { } best || Reports.IsBetter(value, best, direction) || (value == best && trial.Number < Trial.Number))
        {
            Trial = trial;
        }
    }
}
