namespace HyperScaffold.Samplers.QuasiRandom;

/// <summary>One dimension of the sequence of Sobol 1967 in the natural order of its points, with 32 bits.</summary>
internal static class SobolSequence
{
    private const int Bits = 32;

    private static readonly uint[][] Table = [.. Enumerable.Range(0, SobolNumbers.Dimensions).Select(Directions)];

    /// <summary>The bits of a coordinate after the binary point.</summary>
    /// <param name="dimension">From 0 to 31.</param>
    /// <param name="index">The point's number, from 0.</param>
    public static uint At(int dimension, uint index)
    {
        var sum = 0u;
        var directions = Table[dimension];
        for (var bit = 0; bit < Bits && index >> bit != 0; bit++)
        {
            sum ^= ((index >> bit) & 1) * directions[bit];
        }

        return sum;
    }

    /// <summary>Scrambles nested intervals at random (Owen 1995), by the hash of Laine and Karras 2011 on reversed bits.</summary>
    public static uint Scramble(uint bits, uint seed)
    {
        var x = Reverse(bits);
        unchecked
        {
            x += seed;
            x ^= x * 0x6C50B47Cu;
            x ^= x * 0xB82F1E52u;
            x ^= x * 0xC7AFE638u;
            x ^= x * 0x8D22F6E6u;
        }

        return Reverse(x);
    }

    private static uint[] Directions(int dimension)
    {
        var directions = new uint[Bits];
        if (dimension == 0)
        {
            for (var bit = 0; bit < Bits; bit++)
            {
                directions[bit] = 1u << (Bits - 1 - bit);
            }

            return directions;
        }

        var row = SobolNumbers.Table[dimension - 1];
        var degree = row.Length - 1;
        for (var bit = 0; bit < Bits; bit++)
        {
            directions[bit] = bit < degree ? row[bit + 1] << (Bits - 1 - bit) : Next(directions, bit, degree, row[0]);
        }

        return directions;
    }

    private static uint Next(uint[] directions, int bit, int degree, uint coefficients)
    {
        var next = directions[bit - degree] ^ (directions[bit - degree] >> degree);
        for (var k = 1; k < degree; k++)
        {
            next ^= ((coefficients >> (degree - 1 - k)) & 1) * directions[bit - k];
        }

        return next;
    }

    private static uint Reverse(uint x)
    {
        x = ((x >> 1) & 0x55555555u) | ((x & 0x55555555u) << 1);
        x = ((x >> 2) & 0x33333333u) | ((x & 0x33333333u) << 2);
        x = ((x >> 4) & 0x0F0F0F0Fu) | ((x & 0x0F0F0F0Fu) << 4);
        x = ((x >> 8) & 0x00FF00FFu) | ((x & 0x00FF00FFu) << 8);
        return (x >> 16) | (x << 16);
    }
}
