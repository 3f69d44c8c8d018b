using System.Globalization;
using System.Text.RegularExpressions;
using HyperScaffold.Tool.Hosting;
using HyperScaffold.Workers;

namespace HyperScaffold.Tool.Running;

/// <summary>
/// The device that a command is told. It may be one that this tool has never heard of (mps, xpu:0, tpu), so only the form of
/// a name is checked, and that a CUDA device is there.
/// </summary>
internal static partial class DeviceName
{
    /// <summary>The device where none is named.</summary>
    public const string Default = "cpu";

    /// <summary>Refuses what is no device's name, and a CUDA device that is not there.</summary>
    /// <param name="device">The name; null for the default.</param>
    /// <param name="machine">What this machine has.</param>
    /// <returns>The name.</returns>
    /// <exception cref="UsageException">It is refused.</exception>
    public static string Read(string? device, LocalMachine machine)
    {
        var name = device ?? Default;
        var match = Form().Match(name);
        if (!match.Success)
        {
            throw new UsageException($"--device must name a device as PyTorch does, such as cpu, cuda, cuda:1 or mps, but got '{name}'. Leave it out for cpu.");
        }

        var at = match.Groups["index"] is { Success: true } index ? int.Parse(index.Value, CultureInfo.InvariantCulture) : 0;
        return match.Groups["kind"].Value != "cuda" || machine.Gpus is not { } gpus || at < gpus.Length
            ? name
            : throw new UsageException($"--device must be there, but got {name}, and this machine has {machine}. {(gpus.IsEmpty ? "Write cpu." : "Count GPUs from 0.")}");
    }

    [GeneratedRegex("^(?<kind>[a-z][a-z0-9_]{0,31})(:(?<index>[0-9]{1,3}))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
