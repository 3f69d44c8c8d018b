namespace HyperScaffold.Trials;

/// <summary>Which values are better; numbers are Optuna's.</summary>
public enum StudyDirection
{
    /// <summary>Smaller values are better.</summary>
    Minimize = 1,

    /// <summary>Larger values are better.</summary>
    Maximize = 2,
}
