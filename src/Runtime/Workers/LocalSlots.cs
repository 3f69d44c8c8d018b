using System.Collections.Immutable;
using System.Globalization;

namespace HyperScaffold.Workers;

/// <summary>Shares this machine out among workers.</summary>
public static class LocalSlots
{
    private static readonly string[] ThreadVariables = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"];

    /// <summary>One slot a core, or fewer slots with more threads each.</summary>
    /// <param name="workers">How many slots; null for one a core.</param>
    /// <returns>The slots.</returns>
    /// <exception cref="HyperException">The number is below 1.</exception>
    public static ImmutableArray<Slot> Cores(int? workers = null)
    {
        var count = workers ?? Environment.ProcessorCount;
        if (count < 1)
        {
            throw new HyperException($"There must be at least one worker, but got {count}. Write --workers 1 or leave it out.");
        }

        return [.. Enumerable.Range(0, count).Select(i => On(i, "cpu", Math.Max(1, Environment.ProcessorCount / count)))];
    }

    private static Slot On(int index, string device, int threads) => new(
        index,
        device,
        threads,
        ThreadVariables.ToImmutableSortedDictionary(v => v, _ => threads.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal));
}
