namespace HyperScaffold.Phases;

/// <summary>When a phase runs.</summary>
public enum PhaseCondition
{
    /// <summary>Always.</summary>
    Always,

    /// <summary>Only if the winner so far overfits.</summary>
    Overfitting,

    /// <summary>Only if the winner so far underfits.</summary>
    Underfitting,
}
