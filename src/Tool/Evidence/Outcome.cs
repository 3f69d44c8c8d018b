namespace HyperScaffold.Tool.Evidence;

/// <summary>What came of a claim.</summary>
internal enum Outcome
{
    /// <summary>It holds: the whole interval says so.</summary>
    Holds,

    /// <summary>It does not hold: the opposite is true, or no difference that counts.</summary>
    Fails,

    /// <summary>It cannot be told with so many seeds.</summary>
    Unclear,
}
