using System.Collections.Immutable;
using System.Globalization;

namespace HyperScaffold.Workers;

/// <summary>What slots can be made of: the cores and GPUs that this process may use.</summary>
public sealed record LocalMachine
{
    private static readonly string[] NoGpu = ["-1", "NoDevFiles"];
    private static readonly string[] OtherGpuFiles = ["/dev/kfd", "/dev/dxg"];

    /// <summary>Gets how many threads run at once; a container's share may be smaller than its cores.</summary>
    public required int Processors { get; init; }

    /// <summary>Gets the cores as the operating system numbers them; empty where they cannot be chosen.</summary>
    public ImmutableArray<int> Cores { get; init; } = [];

    /// <summary>Gets the GPUs by the names that <c>CUDA_VISIBLE_DEVICES</c> takes; null where they cannot be counted.</summary>
    public ImmutableArray<string>? Gpus { get; init; }

    /// <summary>Looks at this machine.</summary>
    /// <param name="visible">What CUDA_VISIBLE_DEVICES holds here, or null: then GPUs are counted among these only.</param>
    /// <returns>What it has.</returns>
    public static LocalMachine Detect(string? visible) => new()
    {
        Processors = Environment.ProcessorCount,
        Cores = CoreAffinity.Allowed(),
        Gpus = visible is null ? Count() : [.. visible.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Except(NoGpu)],
    };

    /// <summary>Says what it has.</summary>
    /// <returns>Words such as <c>2 cores and 1 GPU (0)</c>.</returns>
    public override string ToString()
    {
        var cores = string.Create(CultureInfo.InvariantCulture, $"{Processors} {(Processors == 1 ? "core" : "cores")}");
        return Gpus switch
        {
            null => cores,
            { IsEmpty: true } => $"{cores} and no GPU that CUDA shows",
            { } gpus => string.Create(CultureInfo.InvariantCulture, $"{cores} and {gpus.Length} {(gpus.Length == 1 ? "GPU" : "GPUs")} ({string.Join(", ", gpus)})"),
        };
    }

    // NVIDIA's driver makes a file for each GPU; AMD's and WSL's do not, so nothing is known there
    private static ImmutableArray<string>? Count()
    {
        if (!OperatingSystem.IsLinux() || OtherGpuFiles.Any(File.Exists))
        {
            return null;
        }

        var count = Directory.EnumerateFiles("/dev", "nvidia*").Count(f => int.TryParse(Path.GetFileName(f)["nvidia".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _));
        return [.. Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture))];
    }
}
