namespace HyperScaffold;

/// <summary>
/// Counter-based randomness: the n-th number is a function of the key and n alone, so that the same study seed,
/// trial number and parameter give the same value whatever ran before. Not thread-safe; make one where you need it.
/// </summary>
public sealed class RandomSource
{
    private readonly ulong _key;
    private ulong _counter;
    private double? _spareNormal;

    /// <summary>Initializes a new instance of the <see cref="RandomSource"/> class.</summary>
    /// <param name="key">The key; equal keys give equal sequences.</param>
    public RandomSource(ulong key) => _key = StableHash.Mix(key);

    /// <summary>A source for one purpose within one trial of one study.</summary>
    /// <param name="seed">The study's seed.</param>
    /// <param name="number">The trial's number, from 0.</param>
    /// <param name="purpose">What it is for, usually a parameter's name.</param>
    /// <returns>A new source at its beginning.</returns>
    public static RandomSource For(long seed, int number, string purpose)
    {
        var key = StableHash.Combine(unchecked((ulong)seed), unchecked((ulong)number));
        return new RandomSource(StableHash.Combine(key, StableHash.Of(purpose)));
    }

    /// <summary>The first number in [0, 1) of <see cref="For"/>, without a source.</summary>
    /// <param name="seed">The study's seed.</param>
    /// <param name="number">The trial's number, from 0.</param>
    /// <param name="purpose">The purpose's <see cref="StableHash.Of"/>.</param>
    /// <returns>A uniformly distributed value.</returns>
    internal static double FirstDouble(long seed, int number, ulong purpose)
    {
        var key = StableHash.Combine(StableHash.Combine(unchecked((ulong)seed), unchecked((ulong)number)), purpose);
        return (StableHash.Mix(StableHash.Combine(StableHash.Mix(key), 0)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A source derived from this one's key (not from its position) for a named purpose.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <returns>A new source at its beginning.</returns>
    public RandomSource Derive(string purpose) => new(StableHash.Combine(_key, StableHash.Of(purpose)));

    /// <summary>The next 64 random bits.</summary>
    /// <returns>A uniformly distributed value.</returns>
    public ulong NextBits() => StableHash.Mix(StableHash.Combine(_key, unchecked(_counter++)));

    /// <summary>The next number in [0, 1), with 53 random bits.</summary>
    /// <returns>A uniformly distributed value.</returns>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The next number in [low, high).</summary>
    /// <param name="low">The lower end, included.</param>
    /// <param name="high">The upper end; equal to <paramref name="low"/> gives <paramref name="low"/>.</param>
    /// <returns>A uniformly distributed value.</returns>
    public double NextUniform(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>The next integer in [0, count).</summary>
    /// <param name="count">At least 1.</param>
    /// <returns>A uniformly distributed index.</returns>
    public int NextIndex(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)Math.Min((long)(NextDouble() * count), count - 1);
    }

    /// <summary>The next standard normal number (Box and Muller 1958).</summary>
    /// <returns>A normally distributed value with mean 0 and deviation 1.</returns>
    public double NextNormal()
    {
        if (_spareNormal is { } spare)
        {
            _spareNormal = null;
            return spare;
        }

        var radius = Math.Sqrt(-2.0 * Math.Log(1.0 - NextDouble()));
        var angle = 2.0 * Math.PI * NextDouble();
        _spareNormal = radius * Math.Sin(angle);
        return radius * Math.Cos(angle);
    }

    /// <summary>Shuffles a list in place (Fisher and Yates).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="items">The list to shuffle.</param>
    public void Shuffle<T>(IList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = NextIndex(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
