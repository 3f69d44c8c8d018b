using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace HyperScaffold.Workers;

/// <summary>Shares this machine out among workers.</summary>
public static partial class LocalSlots
{
    /// <summary>The environment variable by which CUDA programs are told their GPUs.</summary>
    public const string VisibleDevices = "CUDA_VISIBLE_DEVICES";

    private static readonly string[] ThreadVariables = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"];

    /// <summary>One slot a core, or fewer slots with more threads each.</summary>
    /// <param name="workers">How many slots; null for one a core.</param>
    /// <returns>The slots.</returns>
    /// <exception cref="HyperException">The number is below 1.</exception>
    public static ImmutableArray<Slot> Cores(int? workers = null)
    {
        var count = workers ?? Environment.ProcessorCount;
        if (count < 1)
        {
            throw new HyperException($"There must be at least one worker, but got {count}. Write --workers 1 or leave it out.");
        }

        return [.. Number(Enumerable.Repeat<string?>(null, count)).Select(s => s with { Environment = s.Environment.Remove(VisibleDevices) })];
    }

    /// <summary>The slots that a device list names.</summary>
    /// <param name="devices">Parts with blanks between: <c>cpu:2</c> (two slots), <c>cuda:0,1</c> (one on each GPU), <c>cuda:0*4</c> (four on one GPU).</param>
    /// <param name="visible">What CUDA_VISIBLE_DEVICES holds here, or null: GPUs are counted among these and passed on by their own names.</param>
    /// <returns>The slots.</returns>
    /// <exception cref="HyperException">The list has another form, or names a GPU that is not visible.</exception>
    public static ImmutableArray<Slot> Parse(string devices, string? visible)
    {
        ArgumentNullException.ThrowIfNull(devices);
        var parts = devices.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var names = visible?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var gpus = parts.SelectMany(p => Gpus(p, devices, names)).ToList();
        return gpus.Count > 0 ? Number(gpus) : throw Wrong(devices);
    }

    private static IEnumerable<string?> Gpus(string part, string devices, string[]? visible)
    {
        var match = Part().Match(part);
        if (!match.Success)
        {
            throw Wrong(devices);
        }

        if (match.Groups["count"] is { Success: true } count)
        {
            return Enumerable.Repeat<string?>(null, Whole(count.Value, devices));
        }

        var share = match.Groups["share"] is { Success: true } times ? Whole(times.Value, devices) : 1;
        return match.Groups["gpu"].Captures.SelectMany(g => Enumerable.Repeat(Visible(g.Value, devices, visible), share));
    }

    // indices, UUIDs and MIG names alike are passed on as they are: a scheduler's own numbering means nothing here
    private static string Visible(string index, string devices, string[]? visible)
    {
        if (visible is null)
        {
            return index;
        }

        var at = int.Parse(index, CultureInfo.InvariantCulture);
        return at < visible.Length
            ? visible[at]
            : throw new HyperException($"--devices {devices} names GPU {index}, but {VisibleDevices} shows {visible.Length} here ({string.Join(", ", visible)}). Count from 0 among these.");
    }

    private static ImmutableArray<Slot> Number(IEnumerable<string?> gpus)
    {
        var all = gpus.ToList();
        var threads = Math.Max(1, Environment.ProcessorCount / all.Count);
        return [.. all.Select((gpu, i) => On(i, gpu, threads))];
    }

    private static Slot On(int index, string? gpu, int threads)
    {
        var environment = ThreadVariables.ToImmutableSortedDictionary(v => v, _ => threads.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);
        return new Slot(index, gpu is null ? "cpu" : "cuda", threads, environment.Add(VisibleDevices, gpu ?? string.Empty));
    }

    private static int Whole(string text, string devices) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 1024 ? value : throw Wrong(devices);

    private static HyperException Wrong(string devices) =>
        new($"--devices must read like cpu:2, cuda:0,1 or cuda:0*4 (several with blanks between), but got '{devices}'. Leave it out for one worker a core.");

    [GeneratedRegex("^(?:cpu:(?<count>[0-9]{1,4})|cuda:(?<gpu>[0-9]{1,3})(?:,(?<gpu>[0-9]{1,3}))*(?:\\*(?<share>[0-9]{1,4}))?)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
