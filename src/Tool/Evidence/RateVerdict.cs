using System.Collections.Immutable;

namespace HyperScaffold.Tool.Evidence;

/// <summary>What a sweep over learning rates shows.</summary>
/// <param name="Points">The rates, ascending.</param>
/// <param name="Best">The rate with the smallest mean loss; null where none trained.</param>
/// <param name="Low">The lower end of the range to search; null where none can be told.</param>
/// <param name="High">The upper end of the range to search; null where none can be told.</param>
/// <param name="Alike">The rates that the spread between seeds does not tell from the best.</param>
/// <param name="Flags">What a reader must know before believing it, each with a remedy.</param>
internal sealed record RateVerdict(
    ImmutableArray<RatePoint> Points,
    double? Best,
    double? Low,
    double? High,
    ImmutableArray<double> Alike,
    ImmutableArray<string> Flags)
{
    /// <summary>Gets a value indicating whether the best rate is the largest that was tried, so that the upper end of the range is not known.</summary>
    public bool IsEdge => Best is { } best && Low is not null && best == Points[^1].Rate;
}
