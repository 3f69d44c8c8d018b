using System.Collections.Immutable;

namespace HyperScaffold.Workers;

/// <summary>Where one worker process runs: a core, a GPU, a share of a GPU.</summary>
/// <param name="Index">The position among the slots, from 0.</param>
/// <param name="Device">The device's name as the worker sees it.</param>
/// <param name="Threads">How many threads its computations use.</param>
/// <param name="Environment">Environment variables that pin it.</param>
public sealed record Slot(int Index, string Device, int Threads, ImmutableSortedDictionary<string, string> Environment)
{
    /// <summary>Gets the cores that the worker and all that it starts may run on, as the operating system numbers them.</summary>
    /// <value>The default is none, which means any.</value>
    public ImmutableArray<int> Cores { get; init; } = [];
}
