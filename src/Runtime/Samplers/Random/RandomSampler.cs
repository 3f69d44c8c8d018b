namespace HyperScaffold.Samplers.Random;

/// <summary>
/// Draws every parameter uniformly on its scale (Bergstra and Bengio 2012). Values depend on seed, trial number and
/// parameter name alone; a countable space is drawn without repeats and ends when it is used up.
/// </summary>
public sealed class RandomSampler : ISampler
{
    /// <inheritdoc/>
    public Proposal Propose(SampleRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PointSequence.Propose(request, (set, n) => set.Fill(a => a.At(RandomSource.For(request.Seed, n, a.Name).NextDouble())));
    }
}
