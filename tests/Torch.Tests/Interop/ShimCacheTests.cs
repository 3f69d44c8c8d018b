using System.Diagnostics;
using HyperScaffold.Torch.Interop;

namespace HyperScaffold.Torch.Tests.Interop;

public sealed class ShimCacheTests : IDisposable
{
    private readonly FakeMachine _machine = new FakeMachine().WithLibtorch("usr").WithCompiler();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_second_start_asks_neither_the_compiler_nor_Python()
    {
        _machine.WithPython("python3", torch: null);
        var first = _machine.Build();
        _machine.WithProgram("g++", "exit 1");
        Assert.Equal(first.Library, _machine.Build().Library);
        Assert.Equal(1, _machine.Compilations);
    }

    [Fact]
    public void Another_libtorch_in_the_same_place_is_built_for_again()
    {
        var first = _machine.Build();
        File.AppendAllText(_machine.In("usr/lib/libtorch_cpu.so"), "newer");
        Assert.NotEqual(first.Library, _machine.Build().Library);
        Assert.Equal(2, _machine.Compilations);
    }

    [Fact]
    public void A_shim_that_no_start_used_for_ninety_days_is_deleted_when_another_is_built()
    {
        var first = _machine.Build();
        File.AppendAllText(_machine.In("usr/lib/libtorch_cpu.so"), "newer");
        var second = _machine.BuildAfter(days: 60);
        Assert.True(File.Exists(first.Library));
        Assert.Equal(second.Library, _machine.BuildAfter(days: 80).Library);
        File.AppendAllText(_machine.In("usr/lib/libtorch_cpu.so"), "newest");
        var third = _machine.BuildAfter(days: 160);
        Assert.False(File.Exists(first.Library));
        Assert.True(File.Exists(second.Library));
        Assert.True(File.Exists(third.Library));
    }

    [Fact]
    public void A_torch_installed_later_into_a_Python_that_had_none_is_noticed()
    {
        _machine.WithPython("python3", torch: null);
        Assert.StartsWith("1.13.0", _machine.Build().Libtorch, StringComparison.Ordinal);
        _machine.WithLibtorch("site/torch", "2.6.0").WithPython("python3", "site/torch");
        Assert.StartsWith("2.6.0", _machine.Build().Libtorch, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_library_or_a_damaged_memo_is_made_again()
    {
        var memo = _machine.Build();
        File.Delete(memo.Library);
        Assert.True(File.Exists(_machine.Build().Library));
        foreach (var file in Directory.EnumerateFiles(_machine.In("cache/shim"), "found-*.json"))
        {
            File.WriteAllText(file, "{ broken");
        }

        Assert.Equal(memo.Library, _machine.Build().Library);
        Assert.Equal(2, _machine.Compilations);
    }

    [Fact]
    public void A_memo_that_cannot_be_written_costs_time_only()
    {
        var memo = _machine.Build();
        foreach (var file in Directory.EnumerateFiles(_machine.In("cache/shim"), "found-*.json").ToList())
        {
            File.Delete(file);
            Directory.CreateDirectory(file);
        }

        Assert.Equal(memo.Library, _machine.Build().Library);
        Assert.Empty(Directory.EnumerateFiles(_machine.In("cache/shim"), "found-*"));
    }

    [Fact]
    public void The_folder_is_private_even_when_it_was_open_before()
    {
        Directory.CreateDirectory(_machine.In("cache/shim"));
        File.SetUnixFileMode(_machine.In("cache/shim"), (UnixFileMode)0b111_111_111);
        _machine.Build();
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(_machine.In("cache/shim")));
    }

    [Fact]
    public void A_folder_of_another_user_is_refused()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give a folder away");
        Directory.CreateDirectory(_machine.In("cache/shim"));
        using (var chown = Process.Start("chown", ["1", _machine.In("cache/shim")]))
        {
            chown.WaitForExit();
        }

        Assert.Contains("belongs to another user", _machine.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cache_that_cannot_be_made_names_the_variable_that_moves_it() =>
        Assert.Contains("HYPER_CACHE", _machine.With("HYPER_CACHE", "/proc/none").Refusal(), StringComparison.Ordinal);

    [Fact]
    public async Task Builders_that_start_at_once_build_once()
    {
        _machine.WithCompiler(before: "sleep 0.3");
        var libraries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _machine.Build().Library, TestContext.Current.CancellationToken)));
        Assert.Single(libraries.Distinct(StringComparer.Ordinal));
        Assert.Equal(1, _machine.Compilations);
    }

    [Fact]
    public async Task Processes_that_start_at_once_build_the_real_shim_once_and_all_load_it()
    {
        var compiler = ShimEnvironment.Current.FindProgram("g++", "c++", "clang++");
        Assert.SkipWhen(compiler is null, "no C++ compiler on this machine");
        _machine.WithProgram("counted", $"case \"$*\" in *--version*) ;; *) echo build >> {_machine.CompilerLog};; esac\nexec {compiler} \"$@\"");
        var children = Enumerable.Range(0, 3).Select(_ => Start()).ToList();
        foreach (var child in children)
        {
            await child.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, child.ExitCode);
            child.Dispose();
        }

        Assert.Equal(1, _machine.Compilations);
        Assert.Single(Directory.EnumerateFiles(_machine.In("cache/shim"), "*.so"));
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "HyperScaffold.Torch.Tests"), ["-method", "*Threads_and_version_are_known"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["HYPER_CACHE"] = _machine.In("cache");
        start.Environment["CXX"] = _machine.In("bin/counted");
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
