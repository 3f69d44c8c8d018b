using System.Collections.Immutable;
using HyperScaffold.Analysis;

namespace HyperScaffold.Tool.Views;

/// <summary>How a plan stands: the record that <c>status --json</c> prints and that its table is made of.</summary>
internal sealed record StatusReport
{
    /// <summary>Gets the plan's name.</summary>
    public required string Plan { get; init; }

    /// <summary>Gets the metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>Gets maximize or minimize.</summary>
    public required string Direction { get; init; }

    /// <summary>Gets the value of the plan's defaults; null before the first phase.</summary>
    public double? Baseline { get; init; }

    /// <summary>Gets the value of what holds now; null before the first phase.</summary>
    public double? Best { get; init; }

    /// <summary>Gets the adopted model's score on data that no trial saw; null where there is none.</summary>
    public double? Test { get; init; }

    /// <summary>Gets the external values that hold now, by parameter.</summary>
    public ImmutableSortedDictionary<string, object?> BestParameters { get; init; } = ImmutableSortedDictionary.Create<string, object?>(StringComparer.Ordinal);

    /// <summary>Gets the search epochs of all phases.</summary>
    public int Epochs { get; init; }

    /// <summary>Gets the seconds that workers spent, summed over workers.</summary>
    public double Seconds { get; init; }

    /// <summary>Gets the cost of those seconds; null where the plan names no price.</summary>
    public double? Cost { get; init; }

    /// <summary>Gets what pruning saved and cost, over every run of every phase.</summary>
    public PruningSavings Pruning { get; init; } = new();

    /// <summary>Gets the phases in order.</summary>
    public ImmutableArray<StatusPhase> Phases { get; init; } = [];

    /// <summary>Gets the phases that were decided and that the plan does not have any more.</summary>
    public ImmutableArray<string> Orphans { get; init; } = [];
}
