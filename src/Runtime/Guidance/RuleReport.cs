using System.Collections.Immutable;

namespace HyperScaffold.Guidance;

/// <summary>What all rules said about a plan.</summary>
/// <param name="Findings">What holds, in the order of the plan's file, then by code.</param>
/// <param name="Waived">What the plan overrides, with its reasons.</param>
public sealed record RuleReport(ImmutableArray<Finding> Findings, ImmutableArray<WaivedFinding> Waived)
{
    /// <summary>Gets a value indicating whether the plan must not run as it is.</summary>
    public bool Stops => Count(FindingLevel.Error) > 0;

    /// <summary>Counts the findings of a level.</summary>
    /// <param name="level">The level.</param>
    /// <returns>How many there are.</returns>
    public int Count(FindingLevel level) => Findings.Count(f => f.Level == level);
}
