namespace HyperScaffold.Torch.Training;

/// <summary>The order in which an epoch takes the rows: a function of seed and epoch alone, so that a training can go on at any epoch.</summary>
internal static class RowOrder
{
    /// <summary>The order of an epoch.</summary>
    internal static long[] Of(int count, long seed, int epoch)
    {
        var rows = new long[count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = i;
        }

        RandomSource.For(seed, epoch, "order").Shuffle(rows);
        return rows;
    }
}
