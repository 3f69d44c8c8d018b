using HyperScaffold.Torch.Interop;

namespace HyperScaffold.Torch.Tests.Interop;

/// <summary>A folder that looks like a machine: programs on its PATH, a libtorch or none, a cache of its own.</summary>
internal sealed class FakeMachine : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hyper-machine");
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    internal FakeMachine()
    {
        Directory.CreateDirectory(In("bin"));
        _variables["PATH"] = In("bin");
        _variables["HYPER_CACHE"] = In("cache");
    }

    internal ShimEnvironment Environment => new() { Variables = _variables, SystemRoot = In("usr") };

    internal string CompilerLog => In("compiler.log");

    internal int Compilations => File.Exists(CompilerLog) ? File.ReadAllLines(CompilerLog).Length : 0;

    internal string In(string path) => Path.Combine(_root.FullName, path);

    internal FakeMachine With(string variable, string value)
    {
        _variables[variable] = value;
        return this;
    }

    internal FakeMachine WithProgram(string name, string script)
    {
        File.WriteAllText(In("bin/" + name), "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(In("bin/" + name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return this;
    }

    /// <summary>A compiler that writes a line a build and makes an empty library.</summary>
    internal FakeMachine WithCompiler(string name = "g++", string before = "") => WithProgram(
        name,
        $$"""
        case "$*" in *--version*) echo "fake 1.0"; exit 0;; esac
        {{before}}
        echo "$@" >> {{CompilerLog}}
        while [ $# -gt 0 ]; do if [ "$1" = -o ]; then : > "$2"; fi; shift; done
        """);

    internal FakeMachine WithLibtorch(string root, string version = "1.13.0", bool headers = true)
    {
        var numbers = version.Split('.');
        Write($"{root}/lib/libtorch_cpu.so", "library");
        Write($"{root}/lib/libc10.so", "_ZN3c105ErrorC1ENS_14SourceLocationENSt7__cxx1112basic_string");
        if (headers)
        {
            Write($"{root}/include/ATen/core/dispatch/Dispatcher.h", string.Empty);
            Write($"{root}/include/torch/csrc/api/include/torch/version.h", $"#define TORCH_VERSION_MAJOR {numbers[0]}\n#define TORCH_VERSION_MINOR {numbers[1]}\n#define TORCH_VERSION_PATCH {numbers[2]}\n");
        }

        return this;
    }

    internal FakeMachine WithFile(string path, string text = "")
    {
        Write(path, text);
        return this;
    }

    internal FakeMachine WithPython(string name, string? torch) => WithProgram(
        name,
        torch is null ? "echo '{\"torch\": null, \"path\": [\"" + In("site") + "\"]}'" : "echo '{\"torch\": \"" + In(torch) + "\", \"path\": []}'");

    /// <summary>A start of a program as many days from now.</summary>
    internal ShimMemo BuildAfter(int days) => new ShimBuilder(Environment with { Time = new Later(days) }).Get();

    internal ShimMemo Build() => new ShimBuilder(Environment).Get();

    internal string Refusal() => Assert.Throws<HyperException>(Build).Message;

    public void Dispose() => _root.Delete(recursive: true);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllText(In(path), text);
    }

    private sealed class Later(int days) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(days);
    }
}
