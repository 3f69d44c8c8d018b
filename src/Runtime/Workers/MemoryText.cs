using System.Globalization;

namespace HyperScaffold.Workers;

/// <summary>Says that a trial used too much memory.</summary>
internal static class MemoryText
{
    private const double Mebibyte = 1024 * 1024;

    /// <summary>The reason of a trial that used too much.</summary>
    /// <param name="who">Who used it.</param>
    /// <param name="bytes">How much.</param>
    /// <param name="limit">How much was allowed.</param>
    /// <returns>One sentence.</returns>
    public static string TooLarge(string who, long bytes, long limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{who} used {bytes / Mebibyte:0.#} MiB of memory, more than the limit of {limit / Mebibyte:0.#} MiB.");
}
