using System.Collections.Immutable;
using HyperScaffold.Phases;

namespace HyperScaffold.Guidance;

/// <summary>What all rules said about a plan or a phase.</summary>
/// <param name="Findings">What holds: of a plan in the order of its file, of a phase the heaviest first; then by code.</param>
/// <param name="Waived">What the plan overrides, with its reasons.</param>
public sealed record RuleReport(ImmutableArray<Finding> Findings, ImmutableArray<WaivedFinding> Waived)
{
    /// <summary>Gets a value indicating whether the plan must not run as it is.</summary>
    public bool Stops => Count(FindingLevel.Error) > 0;

    /// <summary>Counts the findings of a level.</summary>
    /// <param name="level">The level.</param>
    /// <returns>How many there are.</returns>
    public int Count(FindingLevel level) => Findings.Count(f => f.Level == level);

    /// <summary>Writes the findings into the decision of the phase that they judge, one line each, with what the plan waives.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="plan">The plan.</param>
    /// <returns>The decision with the findings.</returns>
    public Decision Record(Decision decision, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(plan);
        return decision with { Findings = [.. Findings.Select(f => f.ToLine())], Waived = plan.Waived.ToImmutableSortedDictionary(StringComparer.Ordinal) };
    }
}
