namespace HyperScaffold.Phases;

/// <summary>What a decision says.</summary>
public enum DecisionState
{
    /// <summary>The phase began; its space is fixed, its study runs or waits to go on.</summary>
    Open,

    /// <summary>A candidate was adopted.</summary>
    Adopted,

    /// <summary>The baseline was kept.</summary>
    Kept,

    /// <summary>The phase did not run.</summary>
    Skipped,
}
