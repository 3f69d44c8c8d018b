using System.Text;

namespace HyperScaffold;

/// <summary>A 64-bit hash that is the same in every process, on every machine and in every version.</summary>
public static class StableHash
{
    private const ulong Offset = 14695981039346656037UL;
    private const ulong Prime = 1099511628211UL;

    /// <summary>Hashes text (FNV-1a over UTF-8, then the finalizer of SplitMix64).</summary>
    /// <param name="text">Any text; the empty one too.</param>
    /// <returns>A well-mixed 64-bit value.</returns>
    public static ulong Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var hash = Offset;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ b) * Prime);
        }

        return Mix(hash);
    }

    /// <summary>Combines two hashes; the order matters.</summary>
    /// <param name="left">The first hash.</param>
    /// <param name="right">The second hash.</param>
    /// <returns>A well-mixed 64-bit value.</returns>
    public static ulong Combine(ulong left, ulong right) => Mix(unchecked((left * 0x9E3779B97F4A7C15UL) + Mix(right)));

    /// <summary>The finalizer of SplitMix64 (Steele, Lea and Flood 2014): a bijection that spreads every bit.</summary>
    /// <param name="value">Any value.</param>
    /// <returns>The mixed value.</returns>
    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15UL;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
