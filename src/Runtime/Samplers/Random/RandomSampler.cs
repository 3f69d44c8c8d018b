namespace HyperScaffold.Samplers.Random;

/// <summary>
/// Draws every parameter uniformly on its scale (Bergstra and Bengio 2012). Values depend on seed, trial number and
/// parameter name alone; a countable space is drawn without repeats and ends when it is used up.
/// </summary>
public sealed class RandomSampler : ISampler, IHistoryOptional
{
    /// <inheritdoc/>
    public Proposal Propose(SampleRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var set = AxisSet.Of(request);
        var seed = request.Seed;
        return set.Points is null
            ? set.Propose(At(set, seed, request.Number))
            : PointSequence.Propose(request, set, this, (s, n) => At(s, seed, n));
    }

    /// <inheritdoc/>
    bool IHistoryOptional.IgnoresHistory(SampleRequest request) => AxisSet.Of(request).Points is null;

    private static double[] At(AxisSet set, long seed, int number)
    {
        var point = new double[set.Axes.Length];
        Array.Fill(point, double.NaN);
        for (var i = 0; i < point.Length; i++)
        {
            var axis = set.Axes[i];
            if (axis.IsActive(point))
            {
                point[i] = axis.At(axis.IsFree ? RandomSource.FirstDouble(seed, number, axis.Key) : 0);
            }
        }

        return point;
    }
}
