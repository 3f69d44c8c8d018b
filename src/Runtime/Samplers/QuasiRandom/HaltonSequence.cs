namespace HyperScaffold.Samplers.QuasiRandom;

/// <summary>One dimension of the sequence of Halton 1960: the digits of the index in a prime base, mirrored at the point.</summary>
internal static class HaltonSequence
{
    private static readonly int[] Primes =
        [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131];

    public static int Dimensions => Primes.Length;

    /// <summary>A coordinate in [0, 1).</summary>
    /// <param name="dimension">From 0 to 31.</param>
    /// <param name="index">The point's number, from 0.</param>
    /// <param name="scramble">Draws a permutation for each digit; null leaves the digits as they are.</param>
    public static double At(int dimension, int index, RandomSource? scramble)
    {
        var (place, sum, rest) = (1.0, 0.0, index);
        for (var digit = 0; place > 1e-16 && (rest > 0 || scramble is not null); digit++)
        {
            place /= Primes[dimension];
            sum += place * Permuted(rest % Primes[dimension], Primes[dimension], scramble?.Derive($"digit {digit}"));
            rest /= Primes[dimension];
        }

        return Math.Min(sum, Math.BitDecrement(1.0));
    }

    private static int Permuted(int digit, int count, RandomSource? random)
    {
        if (random is null)
        {
            return digit;
        }

        var digits = Enumerable.Range(0, count).ToArray();
        random.Shuffle(digits);
        return digits[digit];
    }
}
