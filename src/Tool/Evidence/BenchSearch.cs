using System.Collections.Immutable;

namespace HyperScaffold.Tool.Evidence;

/// <summary>What a search of an arm may set beside parameters, sampler and trials.</summary>
internal sealed record BenchSearch
{
    /// <summary>Gets the external values of all parameters around the tuned ones; null for the plan's defaults.</summary>
    public ImmutableSortedDictionary<string, object?>? Around { get; init; }

    /// <summary>Gets the pruner's name.</summary>
    /// <value>The default is <c>none</c>.</value>
    public string Pruner { get; init; } = "none";

    /// <summary>Gets the epochs before whose end the pruner ends no trial; null for the pruner's own.</summary>
    public int? Warmup { get; init; }

    /// <summary>Gets a value indicating whether a trial also chooses how many epochs it trains, from a tenth of them to all.</summary>
    public bool TunesLength { get; init; }

    /// <summary>Gets which values may win; all by default.</summary>
    public Func<ImmutableSortedDictionary<string, object?>, bool> MayWin { get; init; } = _ => true;

    /// <summary>Gets after how many epochs no further trial begins.</summary>
    public int MostEpochs { get; init; } = int.MaxValue;

    /// <summary>Gets who is told of the values of each trial.</summary>
    public Action<ImmutableSortedDictionary<string, object?>> OnTrial { get; init; } = _ => { };
}
