using System.Collections.Immutable;

namespace HyperScaffold.Phases;

/// <summary>One record of <c>hyper.decisions.yaml</c>: what a phase froze, or why it did not run. Superseded ones are kept.</summary>
public sealed record Decision
{
    /// <summary>Gets the phase's name.</summary>
    public required string Phase { get; init; }

    /// <summary>Gets the study's name.</summary>
    public required string Study { get; init; }

    /// <summary>Gets what was decided.</summary>
    public required DecisionState State { get; init; }

    /// <summary>Gets when, in UTC.</summary>
    public DateTime Time { get; init; }

    /// <summary>Gets the hash of what the phase depends on in the plan; a different one makes the decision stale.</summary>
    public string PlanHash { get; init; } = string.Empty;

    /// <summary>Gets the frozen external values by parameter; a disabled parameter has its disabled value.</summary>
    public ImmutableSortedDictionary<string, object?> Frozen { get; init; } = ImmutableSortedDictionary.Create<string, object?>(StringComparer.Ordinal);

    /// <summary>Gets the ranges that were widened, by parameter: the ends that hold now.</summary>
    public ImmutableSortedDictionary<string, WidenedRange> Widened { get; init; } = ImmutableSortedDictionary.Create<string, WidenedRange>(StringComparer.Ordinal);

    /// <summary>Gets why, in one sentence with numbers.</summary>
    public string Because { get; init; } = string.Empty;

    /// <summary>Gets the evidence; null where nothing ran.</summary>
    public DecisionEvidence? Evidence { get; init; }

    /// <summary>Gets the rules that spoke: one line each, <c>HS201 warning: ...</c>.</summary>
    public ImmutableArray<string> Findings { get; init; } = [];

    /// <summary>Gets the rules that were waived: the reason by code.</summary>
    public ImmutableSortedDictionary<string, string> Waived { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Gets a value indicating whether a later decision on the same phase replaced it.</summary>
    public bool Superseded { get; init; }
}
