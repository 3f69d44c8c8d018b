using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace HyperScaffold.Workers;

/// <summary>Shares this machine out among workers.</summary>
public static partial class LocalSlots
{
    /// <summary>The environment variable by which CUDA programs are told their GPUs.</summary>
    public const string VisibleDevices = "CUDA_VISIBLE_DEVICES";

    /// <summary>One slot a core, or fewer slots with more cores and threads each.</summary>
    /// <param name="workers">How many slots; null for one a core.</param>
    /// <returns>The slots.</returns>
    /// <exception cref="HyperException">The number is below 1.</exception>
    public static ImmutableArray<Slot> Cores(int? workers = null)
    {
        var machine = LocalMachine.Detect(string.Empty);
        var count = workers ?? machine.Processors;
        if (count < 1)
        {
            throw new HyperException($"There must be at least one worker, but got {count}. Write --workers 1 or leave it out.");
        }

        return [.. Number(Enumerable.Repeat<string?>(null, count), machine).Select(s => s with { Environment = s.Environment.Remove(VisibleDevices) })];
    }

    /// <summary>The slots that a device list names.</summary>
    /// <param name="devices">Parts with blanks between: <c>cpu:2</c> (two slots), <c>cuda:0,1</c> (one on each GPU), <c>cuda:0*4</c> (four on one GPU).</param>
    /// <param name="machine">What there is: GPUs are counted among its own and passed on by their own names.</param>
    /// <returns>The slots.</returns>
    /// <exception cref="HyperException">The list has another form, or names a GPU that is not there.</exception>
    public static ImmutableArray<Slot> Parse(string devices, LocalMachine machine)
    {
        ArgumentNullException.ThrowIfNull(devices);
        ArgumentNullException.ThrowIfNull(machine);
        var parts = devices.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var gpus = parts.SelectMany(p => Gpus(p, devices, machine)).ToList();
        return gpus.Count > 0 ? Number(gpus, machine) : throw Wrong(devices, machine);
    }

    private static IEnumerable<string?> Gpus(string part, string devices, LocalMachine machine)
    {
        var match = Part().Match(part);
        if (!match.Success)
        {
            throw Wrong(devices, machine);
        }

        if (match.Groups["count"] is { Success: true } count)
        {
            return Enumerable.Repeat<string?>(null, Whole(count.Value, devices, machine));
        }

        var share = match.Groups["share"] is { Success: true } times ? Whole(times.Value, devices, machine) : 1;
        return match.Groups["gpu"].Captures.SelectMany(g => Enumerable.Repeat(Named(g.Value, devices, machine), share));
    }

    // indices, UUIDs and MIG names alike are passed on as they are: a scheduler's own numbering means nothing here
    private static string Named(string index, string devices, LocalMachine machine)
    {
        if (machine.Gpus is not { } gpus)
        {
            return index;
        }

        var at = int.Parse(index, CultureInfo.InvariantCulture);
        return at < gpus.Length
            ? gpus[at]
            : throw new HyperException($"--devices must name GPUs that are there, but {devices} names GPU {index}, and this machine has {machine}. {(gpus.IsEmpty ? "Write cpu:2 for two workers on the processor." : "Count them from 0.")}");
    }

    private static ImmutableArray<Slot> Number(IEnumerable<string?> gpus, LocalMachine machine)
    {
        var all = gpus.ToList();
        var threads = Math.Max(1, machine.Processors / all.Count);
        return [.. all.Select((gpu, i) => On(i, gpu, threads) with { Cores = Share(machine.Cores, i, all.Count) })];
    }

    // more slots than cores are left to the operating system, which shares cores out better than a fixed table
    private static ImmutableArray<int> Share(ImmutableArray<int> cores, int index, int slots)
    {
        var each = cores.Length / slots;
        return each == 0 || slots == 1 ? [] : [.. cores.Skip(index * each).Take(each)];
    }

    private static Slot On(int index, string? gpu, int threads)
    {
        var environment = ThreadCount.Variables.ToImmutableSortedDictionary(v => v, _ => threads.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);
        return new Slot(index, gpu is null ? "cpu" : "cuda", threads, environment.Add(VisibleDevices, gpu ?? string.Empty).Add(ThreadCount.SpinLimit, "0"));
    }

    private static int Whole(string text, string devices, LocalMachine machine) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 1024 ? value : throw Wrong(devices, machine);

    private static HyperException Wrong(string devices, LocalMachine machine) =>
        new($"--devices must read like cpu:2, cuda:0,1 or cuda:0*4 (several with blanks between), but got '{devices}'. This machine has {machine}. Leave it out for one worker a core.");

    [GeneratedRegex("^(?:cpu:(?<count>[0-9]{1,4})|cuda:(?<gpu>[0-9]{1,3})(?:,(?<gpu>[0-9]{1,3}))*(?:\\*(?<share>[0-9]{1,4}))?)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
