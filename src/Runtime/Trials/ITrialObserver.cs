namespace HyperScaffold.Trials;

/// <summary>A table that is kept up to date with a <see cref="TrialHistory"/>.</summary>
public interface ITrialObserver
{
    /// <summary>Takes a finished trial; each comes once, in the order of <see cref="TrialHistory.Finished"/>.</summary>
    /// <param name="trial">The finished trial.</param>
    void OnFinished(FrozenTrial trial);
}
