namespace HyperScaffold.Samplers.QuasiRandom;

/// <summary>
/// Spreads trials evenly over the space, categorical parameters included, so that any first part of the sequence covers
/// every parameter (Bousquet et al. 2017). Values depend on seed and trial number alone, so that workers cannot get in
/// each other's way and more trials can follow later. Parameters beyond the 32nd are drawn at random.
/// </summary>
public sealed class QuasiRandomSampler : ISampler
{
    private const string Purpose = "quasi-random";
    private readonly QuasiRandomOptions _options;

    /// <summary>Initializes a new instance of the <see cref="QuasiRandomSampler"/> class.</summary>
    /// <param name="options">The settings; null for a scrambled Sobol sequence.</param>
    public QuasiRandomSampler(QuasiRandomOptions? options = null) => _options = options ?? new QuasiRandomOptions();

    /// <inheritdoc/>
    public Proposal Propose(SampleRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var seed = request.Seed;
        return PointSequence.Propose(request, AxisSet.Of(request), this, (set, n) => set.Fill(a => a.At(Unit(Array.IndexOf(set.Axes, a), a.Name, seed, n))));
    }

    /// <summary>A coordinate of a point, in [0, 1).</summary>
    internal double Unit(int dimension, string name, long seed, int index)
    {
        if (dimension >= SobolNumbers.Dimensions)
        {
            return RandomSource.For(seed, index, name).NextDouble();
        }

        var scramble = _options.Scramble ? RandomSource.For(seed, dimension, Purpose) : null;
        if (_options.Sequence == QuasiRandomSequence.Halton)
        {
            return HaltonSequence.At(dimension, index, scramble);
        }

        var bits = SobolSequence.At(dimension, (uint)index);
        var scrambled = scramble is null ? bits : SobolSequence.Scramble(bits, (uint)(scramble.NextBits() >> 32));
        return scrambled / 4294967296.0;
    }
}
