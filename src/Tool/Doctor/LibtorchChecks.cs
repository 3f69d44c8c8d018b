using System.Text.RegularExpressions;

namespace HyperScaffold.Tool.Doctor;

/// <summary>
/// Looks for libtorch in the places where a project looks, in the same order, without loading it:
/// HYPER_LIBTORCH, each python3 and python on PATH and the system's, then the distribution's package.
/// </summary>
/// <param name="machine">The machine.</param>
internal sealed partial class LibtorchChecks(Machine machine)
{
    private const string Question = "import importlib.util as u; s = u.find_spec('torch'); print(list(s.submodule_search_locations)[0] if s and s.origin else '')";
    private const string Cure = "sudo apt-get install libtorch-dev libopenblas0-pthread g++, or set HYPER_LIBTORCH to a folder with libtorch or to a Python program that has torch";

    private static readonly string[] Compilers = ["g++", "c++", "clang++"];

    private static readonly Version Oldest = new(1, 13);

    /// <summary>Runs the checks.</summary>
    /// <returns>libtorch, the compiler, the built binding and BLAS.</returns>
    public IEnumerable<Check> Run()
    {
        if (!OperatingSystem.IsLinux())
        {
            yield return new Check("libtorch", CheckLevel.Warn, "our own libtorch binding needs Linux", "use TorchSharp (dotnet new hypertune --torch torchsharp-cpu) or a command trainer");
            yield break;
        }

        var candidates = Roots().DistinctBy(r => r.Root).Select(r => (r.Source, r.Root, Found: Read(r.Root))).ToList();
        foreach (var (source, root, (version, problem)) in candidates)
        {
            yield return version is null
                ? new Check("libtorch", CheckLevel.Warn, $"{source}: {root}: {problem}")
                : new Check("libtorch", CheckLevel.Ok, $"{source}: {version} in {root}, {(HasCuda(root) ? "with CUDA" : "for the processor only")}");
        }

        if (!candidates.Any(c => c.Found.Version is not null))
        {
            yield return new Check("libtorch", CheckLevel.Fail, "none can be used", Cure);
        }

        yield return Compiler();
        yield return Shim();
        var first = candidates.FirstOrDefault(c => c.Found.Version is not null);
        if (first.Root is not null && machine.Gpus() > 0)
        {
            yield return Cuda(first.Root, first.Found.Version!);
        }

        if (first.Root == machine.At("usr") || first.Root?.StartsWith(machine.At("usr/lib"), StringComparison.Ordinal) == true)
        {
            yield return Blas();
        }
    }

    private IEnumerable<(string Source, string Root)> Roots()
    {
        if (machine.Environment.Variable("HYPER_LIBTORCH") is { Length: > 0 } chosen)
        {
            return Directory.Exists(chosen) ? [("HYPER_LIBTORCH", chosen)] : FromPython("HYPER_LIBTORCH", chosen);
        }

        return machine.OnPath("python3").Concat(machine.OnPath("python")).Append(machine.At("usr/bin/python3"))
            .Where(File.Exists)
            .Distinct(StringComparer.Ordinal)
            .SelectMany(p => FromPython(p, p))
            .Append(("the distribution", machine.At("usr")));
    }

    private static IEnumerable<(string Source, string Root)> FromPython(string source, string program) =>
        Machine.Ask(program, "-c", Question) is { Length: > 0 } folder ? [(source, folder)] : [];

    private static (Version? Version, string Problem) Read(string root)
    {
        if (!LibraryFolders(root).Any(f => File.Exists(Path.Combine(f, "libtorch_cpu.so"))))
        {
            return (null, "it has no libtorch_cpu.so");
        }

        string[] headers = [Path.Combine(root, "include/torch/version.h"), Path.Combine(root, "include/torch/csrc/api/include/torch/version.h")];
        if (headers.FirstOrDefault(File.Exists) is not { } header)
        {
            return (null, "it has no C++ headers");
        }

        // newer headers keep the numbers in a second file, which the first one only includes
        var newer = Path.Combine(root, "include/torch/headeronly/version.h");
        var text = File.ReadAllText(header) + (File.Exists(newer) ? File.ReadAllText(newer) : string.Empty);
        var version = new Version(Part(text, "MAJOR"), Part(text, "MINOR"), Part(text, "PATCH"));
        return version < Oldest ? (null, $"its version is {version}, older than {Oldest}") : (version, string.Empty);
    }

    private static bool HasCuda(string root) => LibraryFolders(root).Any(f => File.Exists(Path.Combine(f, "libtorch_cuda.so")));

    private static string[] LibraryFolders(string root) =>
        [Path.Combine(root, "lib"), Path.Combine(root, "lib/x86_64-linux-gnu"), Path.Combine(root, "lib/aarch64-linux-gnu"), Path.Combine(root, "lib64")];

    private static int Part(string text, string name) =>
        VersionLine().Matches(text).FirstOrDefault(m => m.Groups[1].Value == name) is { } match && int.TryParse(match.Groups[2].ValueSpan, out var number) ? number : 0;

    private Check Compiler()
    {
        var named = machine.Environment.Variable("CXX") is { Length: > 0 } cxx ? [cxx] : Array.Empty<string>();
        var found = named.Where(File.Exists).Concat(Compilers.SelectMany(machine.OnPath)).FirstOrDefault();
        return found is not null
            ? new Check("compiler", CheckLevel.Ok, found)
            : new Check("compiler", CheckLevel.Fail, "no g++, c++ or clang++ on PATH; the libtorch binding is compiled once on this machine", "sudo apt-get install g++");
    }

    // the folder is the one that the binding builds into
    private Check Shim()
    {
        var folder = machine.Environment.Variable("HYPER_CACHE") is { Length: > 0 } own ? Path.Combine(own, "shim")
            : machine.Environment.Variable("XDG_CACHE_HOME") is { Length: > 0 } cache ? Path.Combine(cache, "hyperscaffold/shim")
            : Path.Combine(machine.Environment.Variable("HOME") ?? "/", ".cache/hyperscaffold/shim");
        try
        {
            var built = Directory.Exists(folder) ? Directory.GetFiles(folder, "shim-*.so").Length : 0;
            return new Check("shim", CheckLevel.Ok, built == 0 ? $"not built yet; the first training builds it in {folder}" : $"{built} built in {folder}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Check("shim", CheckLevel.Fail, $"{folder} cannot be read: {e.Message}", "set HYPER_CACHE to a folder of your own");
        }
    }

    private Check Cuda(string root, Version version) => HasCuda(root)
        ? new Check("CUDA", CheckLevel.Ok, $"projects use libtorch {version}, which computes on the GPU where --devices asks for it, such as --devices cuda:0*4")
        : new Check("CUDA", CheckLevel.Warn, $"there is a GPU, but projects use libtorch {version} in {root}, which is for the processor only", "install PyTorch for CUDA (https://pytorch.org/get-started) and set HYPER_LIBTORCH to its python3");

    private Check Blas()
    {
        var link = Directory.Exists(machine.At("etc/alternatives"))
            ? Directory.EnumerateFiles(machine.At("etc/alternatives"), "libblas.so.3-*").Order(StringComparer.Ordinal).FirstOrDefault()
            : null;
        var target = link is null ? null : File.ResolveLinkTarget(link, returnFinalTarget: false)?.FullName;
        if (target is null)
        {
            return new Check("BLAS", CheckLevel.Warn, "no alternative of libblas.so.3 was found", "sudo apt-get install libopenblas0-pthread");
        }

        return FastBlas().IsMatch(target)
            ? new Check("BLAS", CheckLevel.Ok, target)
            : new Check("BLAS", CheckLevel.Warn, $"{target} is the reference BLAS, about 7 times slower than OpenBLAS", "sudo apt-get install libopenblas0-pthread");
    }

    [GeneratedRegex(@"#define TORCH_VERSION_(MAJOR|MINOR|PATCH) (\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex VersionLine();

    [GeneratedRegex("openblas|mkl|blis|atlas", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex FastBlas();
}
