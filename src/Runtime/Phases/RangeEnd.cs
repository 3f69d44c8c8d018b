namespace HyperScaffold.Phases;

/// <summary>One end of a range.</summary>
public enum RangeEnd
{
    /// <summary>The lower end.</summary>
    Low,

    /// <summary>The upper end.</summary>
    High,
}
