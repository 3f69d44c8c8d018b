using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace HyperScaffold.Torch.Interop;

/// <summary>libtorch's own words for a refusal, and for those that users meet most what they mean and what helps.</summary>
internal static partial class Refusal
{
    private const double Mebibyte = 1024 * 1024;

    private static readonly string[] NoDevice =
    [
        "from the 'CUDA' backend", "not linked with support for cuda", "No CUDA GPUs are available", "Found no NVIDIA driver", "invalid device ordinal",
        "without ATen_cuda", "CUDA driver initialization failed", "no CUDA-capable device",
    ];

    /// <summary>What a user reads.</summary>
    /// <param name="text">libtorch's words.</param>
    /// <param name="peak">Tells the most memory that this process has held, in bytes.</param>
    internal static string Explain(string text, Func<long> peak)
    {
        if (CpuMemory().Match(text) is { Success: true } cpu)
        {
            var asked = double.Parse(cpu.Groups["bytes"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            return OutOfMemory(string.Create(CultureInfo.InvariantCulture, $"{asked / Mebibyte:0.#} MiB more were asked for"), peak());
        }

        if (text.Contains("std::bad_alloc", StringComparison.Ordinal))
        {
            return OutOfMemory("the system gave no more", peak());
        }

        if (text.Contains("out of memory", StringComparison.OrdinalIgnoreCase))
        {
            return $"{Sentences(text)} Make batches or the model smaller, or let fewer trials share the device.";
        }

        return NoDevice.Any(words => text.Contains(words, StringComparison.Ordinal))
            ? $"there is no such CUDA device for this libtorch. Write cpu, or use a PyTorch with CUDA and its driver; dotnet hyper doctor says what there is. libtorch says: {Sentences(text)}"
            : text;
    }

    /// <summary>The most memory that this process has held, in bytes.</summary>
    internal static long PeakOfProcess()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static string OutOfMemory(string what, long peak) => string.Create(
        CultureInfo.InvariantCulture,
        $"memory ran out: {what}, and this process had held {peak / Mebibyte:0.#} MiB at its peak. Make batches or the model smaller, or run fewer trials at once.");

    // the rest is a list of backends, or advice on settings that there are none of here
    private static string Sentences(string text)
    {
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        var second = end < 0 ? -1 : text.IndexOf(". ", end + 2, StringComparison.Ordinal);
        return second < 0 ? text : text[..(second + 1)];
    }

    [GeneratedRegex(@"you tried to allocate (?<bytes>\d{1,20}) bytes", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex CpuMemory();
}
