using System.Collections.Immutable;

namespace HyperScaffold.Guidance;

/// <summary>What a rule is.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Level">The most that a finding of it weighs.</param>
/// <param name="Title">What it is about, in a few words.</param>
/// <param name="Explanation">Why it holds, with sources.</param>
public sealed record RuleInfo(string Code, FindingLevel Level, string Title, string Explanation)
{
    /// <summary>Gets the numbers that the rule compares with.</summary>
    public ImmutableArray<RuleThreshold> Thresholds { get; init; } = [];

    /// <summary>Gets the wrong and the right way side by side; null where the rule has no example yet.</summary>
    public RuleExample? Example { get; init; }

    /// <summary>Gets the requirements of the tuning playbook that it serves, such as <c>PB-10</c>.</summary>
    public ImmutableArray<string> Playbook { get; init; } = [];
}
