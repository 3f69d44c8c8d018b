namespace HyperScaffold.Torch.Data;

/// <summary>Cuts rows into parts so that each part has nearly the same share of every class.</summary>
public static class StratifiedSplit
{
    /// <summary>Chooses the rows of each part.</summary>
    /// <param name="labels">The class of each row.</param>
    /// <param name="sizes">How many rows each part gets, at least 1; rows beyond their sum are left out.</param>
    /// <param name="seed">The seed; the same one gives the same parts everywhere.</param>
    /// <returns>Row indices of each part, in shuffled order.</returns>
    /// <exception cref="HyperException">A size is below 1, or the sizes exceed the rows.</exception>
    public static IReadOnlyList<IReadOnlyList<int>> Rows(IReadOnlyList<long> labels, IReadOnlyList<int> sizes, long seed)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Any(size => size < 1) || sizes.Sum() > labels.Count)
        {
            throw new HyperException($"The parts of a split have at least 1 row each and at most {labels.Count} rows together, but got {string.Join(" + ", sizes)}. Give smaller parts.");
        }

        var random = RandomSource.For(seed, 0, "split");
        int[] targets = [.. sizes, labels.Count - sizes.Sum()];
        var parts = targets.Select(_ => new List<int>()).ToArray();
        var dealt = 0;
        foreach (var group in Enumerable.Range(0, labels.Count).GroupBy(row => labels[row]).OrderBy(g => g.Key))
        {
            var rows = group.ToList();
            random.Shuffle(rows);
            foreach (var row in rows)
            {
                dealt++;
                parts[MostBehind(parts, targets, (double)dealt / labels.Count)].Add(row);
            }
        }

        foreach (var part in parts)
        {
            random.Shuffle(part);
        }

        return parts[..sizes.Count];
    }

    // dealing each row to the part that is furthest behind its share keeps every class within one row of it
    private static int MostBehind(List<int>[] parts, int[] targets, double share) =>
        Enumerable.Range(0, parts.Length)
            .Where(i => parts[i].Count < targets[i])
            .MaxBy(i => (share * targets[i]) - parts[i].Count);
}
