namespace HyperScaffold.Phases;

/// <summary>Ends of a range that cannot move, such as 0 for dropout.</summary>
[Flags]
public enum HardEnds
{
    /// <summary>Both ends may move.</summary>
    None = 0,

    /// <summary>The lower end is fixed.</summary>
    Low = 1,

    /// <summary>The upper end is fixed.</summary>
    High = 2,

    /// <summary>Both ends are fixed.</summary>
    Both = Low | High,
}
