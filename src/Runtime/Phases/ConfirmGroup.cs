using System.Collections.Immutable;

namespace HyperScaffold.Phases;

/// <summary>The confirm trials of one configuration.</summary>
/// <param name="Trial">The number of the search trial it was chosen by; null for the baseline.</param>
/// <param name="Values">The values, one a seed; fewer than asked for where seeds failed.</param>
internal sealed record ConfirmGroup(int? Trial, ImmutableArray<double> Values)
{
    /// <summary>Gets the mean over seeds.</summary>
    public double Mean => Values.Average();

    /// <summary>Gets the standard deviation over seeds; null for fewer than two.</summary>
    public double? Spread => Values.Length < 2 ? null : Math.Sqrt(Values.Sum(v => (v - Mean) * (v - Mean)) / (Values.Length - 1));
}
