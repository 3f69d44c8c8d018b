namespace HyperScaffold.Phases;

/// <summary>How a training fits its data.</summary>
public enum FitState
{
    /// <summary>Cannot be told: the training logs no curve that says it.</summary>
    Unknown,

    /// <summary>Neither of the two faults was seen.</summary>
    Balanced,

    /// <summary>Training is better than validation by more than noise, and the validation loss rose again.</summary>
    Overfitting,

    /// <summary>Training itself is still improving when it ends.</summary>
    Underfitting,
}
