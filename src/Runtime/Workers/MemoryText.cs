using System.Globalization;

namespace HyperScaffold.Workers;

/// <summary>Says that a trial used too much memory.</summary>
internal static class MemoryText
{
    private const double Mebibyte = 1024 * 1024;

    private const string Remedy = "Where memory ran out: a smaller batch or model, fewer workers, or a memory limit (search.memory_limit, --memory-limit), which ends a trial before the system does.";

    /// <summary>What is known of a process that SIGKILL ended, and what helps where memory ran out.</summary>
    /// <param name="peak">The most memory that it was seen to hold, in bytes; null where nobody looked.</param>
    /// <param name="isOutOfMemory">True where the system counts one more kill for lack of memory.</param>
    /// <returns>Sentences, the first of which goes on from another.</returns>
    public static string Killed(long? peak, bool isOutOfMemory)
    {
        var why = isOutOfMemory ? "the system killed it because memory ran out" : "it was killed (SIGKILL), as the system does where memory runs out";
        var held = peak is { } bytes ? string.Create(CultureInfo.InvariantCulture, $", when it had held {bytes / Mebibyte:0} MiB or more") : string.Empty;
        return $"{why}{held}. {Remedy}";
    }

    /// <summary>The reason of a trial that used too much.</summary>
    /// <param name="who">Who used it.</param>
    /// <param name="bytes">How much.</param>
    /// <param name="limit">How much was allowed.</param>
    /// <returns>One sentence.</returns>
    public static string TooLarge(string who, long bytes, long limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{who} used {bytes / Mebibyte:0.#} MiB of memory, more than the limit of {limit / Mebibyte:0.#} MiB.");
}
