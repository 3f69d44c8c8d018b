using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HyperScaffold.Torch.Interop;

/// <summary>Finds libtorch and a compiler, and builds the shim once for each combination of both.</summary>
internal sealed class ShimBuilder(ShimEnvironment environment)
{
    private const string Cure = "On Debian and Ubuntu this cures it: apt-get install libtorch-dev libopenblas0-pthread g++. "
        + "Any libtorch from 1.13 on will do, also Python's torch; HYPER_LIBTORCH names a folder or a Python program to use instead.";

    /// <summary>The shim's C++ source, which is part of this assembly.</summary>
    internal static string Source { get; } = ReadSource();

    /// <summary>The built shim, from the private folder or built now.</summary>
    /// <exception cref="HyperException">No libtorch can be used; the message lists what was tried and the cure.</exception>
    internal ShimMemo Get()
    {
        var folder = new ShimFolder(environment);
        var memoPath = folder.PathOf($"found-{Hash(Source, environment.Fingerprint)}.json");
        if (ShimMemo.TryLoad(memoPath) is { Holds: true } known)
        {
            folder.MarkUsed(known.Library, memoPath);
            return known;
        }

        try
        {
            var memo = Build(folder);
            memo.TrySave(memoPath);
            folder.MarkUsed(memo.Library);
            folder.DropUnused();
            return memo;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HyperException($"The libtorch shim could not be written to {folder.Root}: {e.Message} Free space there, or set HYPER_CACHE to another folder of your own.", e);
        }
    }

    private ShimMemo Build(ShimFolder folder)
    {
        var search = new LibtorchSearch(environment);
        var compiler = environment.FindProgram(environment.Get("CXX"), "g++", "c++", "clang++");
        foreach (var libtorch in search.Find())
        {
            if (compiler is null)
            {
                search.Note($"{libtorch.Source}: libtorch {libtorch.Version} in {libtorch.LibraryFolder} is fine, but there is no C++ compiler (g++, c++, clang++, or CXX) on PATH");
                continue;
            }

            var (library, problem) = BuildOnce(folder, libtorch, compiler);
            if (library is not null)
            {
                FileStamp[] present = [FileStamp.Of(libtorch.MainLibrary), .. search.Asked.Select(FileStamp.Of)];
                return new ShimMemo(library, $"{libtorch.Version} from {libtorch.Source}", present, search.Absent);
            }

            search.Note($"{libtorch.Source}: libtorch {libtorch.Version} in {libtorch.LibraryFolder}: {problem}");
        }

        var only = environment.Get("HYPER_LIBTORCH") is null ? string.Empty : "HYPER_LIBTORCH is set, so nothing else was tried; unset it to search. ";
        throw new HyperException($"No libtorch can be used on this machine. Tried:\n{string.Join('\n', search.Attempts.Select(a => "  - " + a))}\n{only}{Cure}");
    }

    private (string? Library, string Problem) BuildOnce(ShimFolder folder, LibtorchInstallation libtorch, string compiler)
    {
        var version = ProgramOutput.Of(environment, compiler, ["--version"], TimeSpan.FromSeconds(20));
        if (version.ExitCode != 0)
        {
            return (null, $"the compiler {compiler} does not run: {version.Error.Trim()}");
        }

        var abi = libtorch.UsesCxx11Strings();
        var build = FileStamp.Of(libtorch.MainLibrary);
        var key = Hash(Source, compiler, version.Output, abi.ToString(), libtorch.Version.ToString(), build.ToString());
        var library = folder.PathOf($"shim-{key}.so");
        return folder.Locked(key, environment.CompileTimeout * 2, () =>
            File.Exists(library) ? (library, string.Empty) : Compile(libtorch, compiler, abi, library));
    }

    private (string? Library, string Problem) Compile(LibtorchInstallation libtorch, string compiler, bool abi, string library)
    {
        var stem = $"{library}.{Environment.ProcessId}";
        File.WriteAllText(stem + ".cpp", Source);
        try
        {
            var result = new ProgramOutput(-1, string.Empty, string.Empty);
            foreach (var options in Variants(libtorch))
            {
                result = ProgramOutput.Of(environment, compiler, [.. options, .. Arguments(libtorch, abi, stem)], environment.CompileTimeout);
                if (result.ExitCode == 0)
                {
                    File.Move(stem + ".so", library, overwrite: true);
                    return (library, string.Empty);
                }
            }

            return (null, $"{compiler} could not build the shim: {FirstError(result.Error)}");
        }
        finally
        {
            File.Delete(stem + ".cpp");
            File.Delete(stem + ".so");
        }
    }

    // CUDA's headers may be missing beside a libtorch that uses it: only the counters of device memory need them
    private IEnumerable<string[]> Variants(LibtorchInstallation libtorch)
    {
        string[][] standards = [["-std=c++17"], ["-std=c++20"]];
        var folders = libtorch.HasCuda ? libtorch.CudaIncludeFolders(environment.Get("CUDA_HOME")).Select(f => "-I" + f).ToArray() : [];
        return folders.Length > 0 ? standards.Select(s => (string[])[.. s, "-DHS_CUDA_MEMORY", .. folders]).Concat(standards) : standards;
    }

    private static List<string> Arguments(LibtorchInstallation libtorch, bool abi, string stem)
    {
        List<string> arguments = ["-O2", "-fPIC", "-shared", "-fvisibility=hidden", "-w"];
        arguments.Add(string.Create(CultureInfo.InvariantCulture, $"-D_GLIBCXX_USE_CXX11_ABI={(abi ? 1 : 0)}"));
        arguments.AddRange(libtorch.IncludeFolders.Select(folder => "-I" + folder));
        arguments.AddRange([stem + ".cpp", "-o", stem + ".so", "-L" + libtorch.LibraryFolder, "-Wl,-rpath," + libtorch.LibraryFolder]);
        arguments.AddRange(["-Wl,--no-as-needed", "-ltorch", "-ltorch_cpu", "-lc10"]);
        if (libtorch.HasCuda)
        {
            arguments.AddRange(["-ltorch_cuda", "-lc10_cuda"]);
        }

        return arguments;
    }

    private static string FirstError(string output) =>
        output.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))
        ?? output.Trim().Split('\n')[^1];

    private static string Hash(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..16];

    private static string ReadSource()
    {
        using var stream = typeof(ShimBuilder).Assembly.GetManifestResourceStream("shim.cpp")
            ?? throw new InvalidOperationException("shim.cpp is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
