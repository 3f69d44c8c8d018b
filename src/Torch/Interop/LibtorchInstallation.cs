using System.Text.RegularExpressions;

namespace HyperScaffold.Torch.Interop;

/// <summary>A libtorch that the shim can be built against.</summary>
/// <param name="Source">How it was found, for messages.</param>
/// <param name="IncludeFolders">The folders with its headers.</param>
/// <param name="LibraryFolder">The folder with <c>libtorch_cpu.so</c>.</param>
/// <param name="Version">Its version as its headers say it.</param>
internal sealed partial record LibtorchInstallation(string Source, IReadOnlyList<string> IncludeFolders, string LibraryFolder, Version Version)
{
    /// <summary>The oldest libtorch whose dispatcher the shim can use.</summary>
    internal static readonly Version Oldest = new(1, 13);

    /// <summary>Gets the file that stands for the build: its size and time change when libtorch does.</summary>
    internal string MainLibrary => Path.Combine(LibraryFolder, "libtorch_cpu.so");

    /// <summary>Gets a value indicating whether it has the CUDA part.</summary>
    internal bool HasCuda => File.Exists(Path.Combine(LibraryFolder, "libtorch_cuda.so"));

    /// <summary>Tells whether libtorch was built with the C++11 string, from the names in its smallest library.</summary>
    internal bool UsesCxx11Strings()
    {
        var bytes = File.ReadAllBytes(Path.Combine(LibraryFolder, "libc10.so"));
        return bytes.AsSpan().IndexOf("_ZN3c105ErrorC1ENS_14SourceLocationENSt7__cxx11"u8) >= 0
            || (bytes.AsSpan().IndexOf("_ZN3c105ErrorC1ENS_14SourceLocationESs"u8) < 0 && bytes.AsSpan().IndexOf("ENSt7__cxx1112basic_string"u8) >= 0);
    }

    /// <summary>Where CUDA's headers may lie: the toolkit, or the packages that pip puts beside torch.</summary>
    /// <param name="cudaHome">What CUDA_HOME holds, or null.</param>
    internal IEnumerable<string> CudaIncludeFolders(string? cudaHome)
    {
        var beside = Path.GetFullPath(Path.Combine(LibraryFolder, "../../nvidia"));
        string[] packages = Directory.Exists(beside) ? [.. Directory.EnumerateDirectories(beside).Order(StringComparer.Ordinal)] : [];
        string[] toolkits = [cudaHome ?? "/usr/local/cuda", "/usr/local/cuda"];
        var all = toolkits.Concat(packages).Select(f => Path.Combine(f, "include")).Distinct(StringComparer.Ordinal).ToList();
        var main = all.Where(f => File.Exists(Path.Combine(f, "cuda_runtime_api.h"))).ToList();

        // pip may put the part that the compiler brings into a package of its own
        return main.Count == 0 ? [] : main.Union(all.Where(f => File.Exists(Path.Combine(f, "crt/host_defines.h"))), StringComparer.Ordinal);
    }

    /// <summary>Reads an installation from its folder: a distribution's prefix, an unpacked libtorch, or Python's package.</summary>
    /// <param name="source">How the folder was found.</param>
    /// <param name="root">The folder.</param>
    /// <param name="problem">What is missing, when the result is null.</param>
    internal static LibtorchInstallation? TryRead(string source, string root, out string problem)
    {
        var libraries = LibraryFolders(root).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "libtorch_cpu.so")));
        if (libraries is null)
        {
            problem = $"no libtorch_cpu.so in {string.Join(", ", LibraryFolders(root))}";
            return null;
        }

        string[] includes = [Path.Combine(root, "include"), Path.Combine(root, "include/torch/csrc/api/include")];
        var versionHeader = includes.Select(folder => Path.Combine(folder, "torch/version.h")).FirstOrDefault(File.Exists);
        if (versionHeader is null || !File.Exists(Path.Combine(includes[0], "ATen/core/dispatch/Dispatcher.h")))
        {
            problem = $"the library is there, but its C++ headers are not in {includes[0]}";
            return null;
        }

        var version = ReadVersion([versionHeader, .. includes.Select(folder => Path.Combine(folder, "torch/headeronly/version.h"))]);
        problem = version < Oldest ? $"its version is {version}, and {Oldest} is the oldest that works" : string.Empty;
        return version < Oldest ? null : new LibtorchInstallation(source, includes, libraries, version);
    }

    private static string[] LibraryFolders(string root) =>
        [Path.Combine(root, "lib"), Path.Combine(root, "lib/x86_64-linux-gnu"), Path.Combine(root, "lib/aarch64-linux-gnu"), Path.Combine(root, "lib64")];

    // newer headers keep the numbers in a second file, which the first one only includes
    private static Version ReadVersion(IEnumerable<string> headers)
    {
        var text = string.Join('\n', headers.Where(File.Exists).Select(File.ReadAllText));
        var numbers = VersionLine().Matches(text).DistinctBy(m => m.Groups[1].Value)
            .ToDictionary(m => m.Groups[1].Value, m => int.Parse(m.Groups[2].ValueSpan, provider: null), StringComparer.Ordinal);
        return new Version(numbers.GetValueOrDefault("MAJOR"), numbers.GetValueOrDefault("MINOR"), numbers.GetValueOrDefault("PATCH"));
    }

    [GeneratedRegex(@"#define TORCH_VERSION_(MAJOR|MINOR|PATCH) (\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex VersionLine();
}
