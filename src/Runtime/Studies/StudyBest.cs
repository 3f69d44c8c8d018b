using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>Compares trials by value.</summary>
internal static class StudyBest
{
    /// <summary>Tells whether a trial replaces the best one.</summary>
    /// <param name="trial">The trial; only a complete search trial can.</param>
    /// <param name="best">The best so far, or null.</param>
    /// <param name="direction">Which values are better.</param>
    /// <returns>True when it is better, or equal and earlier.</returns>
    public static bool IsBetter(FrozenTrial trial, FrozenTrial? best, StudyDirection direction)
    {
        if (trial.State != TrialState.Complete || trial.Value is not { } value || trial.Round == TrialAttributes.ConfirmRound)
        {
            return false;
        }

        if (best?.Value is not { } known)
        {
            return true;
        }

        return IsBetter(value, known, direction) || (value == known && trial.Number < best.Number);
    }

    /// <summary>Tells whether a value is better than another.</summary>
    /// <param name="value">The value; NaN is never better.</param>
    /// <param name="other">The other.</param>
    /// <param name="direction">Which values are better.</param>
    /// <returns>True when it is better.</returns>
    public static bool IsBetter(double value, double other, StudyDirection direction) =>
        direction == StudyDirection.Maximize ? value > other : value < other;
}
