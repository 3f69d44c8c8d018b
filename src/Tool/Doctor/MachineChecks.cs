using System.Globalization;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Doctor;

/// <summary>Looks at the tool, the SDK, the processors and the GPUs.</summary>
/// <param name="machine">The machine.</param>
internal sealed class MachineChecks(Machine machine)
{
    /// <summary>Runs the checks.</summary>
    /// <returns>What was found.</returns>
    public IEnumerable<Check> Run()
    {
        yield return new Check("tool", CheckLevel.Ok, $"dotnet hyper {ToolVersion.Text}");
        yield return Sdk();
        yield return Processors();
        yield return Gpus();
    }

    // the SDK's own folder answers without starting anything
    private Check Sdk()
    {
        var program = machine.OnPath("dotnet").FirstOrDefault();
        var real = program is null ? null : File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program;
        var folder = real is null ? null : Path.Combine(Path.GetDirectoryName(real)!, "sdk");
        var newest = folder is not null && Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).Select(Path.GetFileName).OfType<string>().OrderBy(Major).ThenBy(n => n, StringComparer.Ordinal).LastOrDefault(n => Major(n) > 0)
            : null;
        return newest is not null && Major(newest) >= 10
            ? new Check("SDK", CheckLevel.Ok, $".NET {newest}")
            : new Check("SDK", CheckLevel.Fail, newest is null ? "no dotnet with an SDK on PATH" : $".NET {newest} is older than 10", "install the .NET 10 SDK");
    }

    private static int Major(string version) =>
        int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;

    private Check Processors()
    {
        var count = machine.Environment.Processors;
        var threads = machine.Environment.Variable("OMP_NUM_THREADS");
        var text = string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "core" : "cores")}; workers get one thread each unless the plan says otherwise");
        return threads is { Length: > 0 } and not "1"
            ? new Check("cores", CheckLevel.Warn, $"{text}; OMP_NUM_THREADS is {Terminal.Clean(threads)} here", "unset OMP_NUM_THREADS: dotnet hyper sets it for each worker")
            : new Check("cores", CheckLevel.Ok, text);
    }

    private Check Gpus()
    {
        var count = machine.Gpus();
        return new Check("GPU", CheckLevel.Ok, count == 0 ? "none; training runs on the processor" : string.Create(CultureInfo.InvariantCulture, $"{count} from NVIDIA"));
    }
}
