using System.Collections.Immutable;

namespace HyperScaffold.Guidance;

/// <summary>The stable codes of all rules; a code never changes its meaning.</summary>
public static class RuleCodes
{
    /// <summary>Gets the codes of rules that judge a plan before it runs.</summary>
    public static ImmutableArray<string> Plan { get; } = Range(101, 118);

    /// <summary>Gets the codes of rules that judge a phase.</summary>
    public static ImmutableArray<string> Phase { get; } = Range(201, 215);

    /// <summary>Gets all codes in order.</summary>
    public static ImmutableArray<string> All { get; } = [.. Plan, .. Phase];

    private static ImmutableArray<string> Range(int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(n => FormattableString.Invariant($"HS{n}"))];
}
