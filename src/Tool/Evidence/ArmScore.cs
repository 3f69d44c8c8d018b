using System.Collections.Immutable;

namespace HyperScaffold.Tool.Evidence;

/// <summary>How an arm did, over all seeds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Ends">Where it ended, by seed.</param>
/// <param name="Scores">The retrained winner's mean by the yardstick, by seed.</param>
/// <param name="Metrics">The same by the plan's metric.</param>
/// <param name="Tests">The same on the test rows; no numbers where the training scores none.</param>
internal sealed record ArmScore(
    string Name,
    ImmutableArray<ArmEnd> Ends,
    ImmutableArray<double> Scores,
    ImmutableArray<double> Metrics,
    ImmutableArray<double> Tests)
{
    /// <summary>Gets the test score of every retraining, seed by seed.</summary>
    public ImmutableArray<double> TestOfEach { get; init; } = [];
}
