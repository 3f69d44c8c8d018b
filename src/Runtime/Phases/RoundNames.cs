using System.Globalization;

namespace HyperScaffold.Phases;

/// <summary>The names of a phase's rounds, as trials and orders carry them.</summary>
public static class RoundNames
{
    /// <summary>The wide first round; the baseline is its first trial.</summary>
    public const string Explore = "explore";

    /// <summary>The round that looks around the winner.</summary>
    public const string Refine = "refine";

    /// <summary>The most rounds that widen a range.</summary>
    public const int MostWidenings = 3;

    /// <summary>The name of a round that follows a widened range.</summary>
    /// <param name="times">Which one, 1 to 3.</param>
    /// <returns>For example <c>widen-1</c>.</returns>
    public static string Widen(int times) => "widen-" + times.ToString(CultureInfo.InvariantCulture);
}
