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

    /// <summary>Gets after how many epochs no further trial begins.</summary>
    public int MostEpochs { get; init; } = int.MaxValue;

    /// <summary>Gets who is told of the values of each trial.</summary>
    public Action<ImmutableSortedDictionary<string, object?>> OnTrial { get; init; } = _ => { };
}
