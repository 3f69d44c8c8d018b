namespace HyperScaffold.Torch.Tests.Interop;

public sealed class ShimSearchTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Without_libtorch_every_place_is_listed_with_the_cure()
    {
        _machine.WithPython("python3", torch: null).WithProgram("python", "echo broken >&2; exit 1");
        var message = _machine.Refusal();
        Assert.Contains($"{_machine.In("bin/python3")}: it has no torch package", message, StringComparison.Ordinal);
        Assert.Contains($"{_machine.In("bin/python")}: it could not be asked: broken", message, StringComparison.Ordinal);
        Assert.Contains(_machine.In("usr/lib"), message, StringComparison.Ordinal);
        Assert.Contains("apt-get install libtorch-dev libopenblas0-pthread g++", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("site/nvidia/cuda_runtime/include", true)]
    [InlineData("site/nvidia/cu13/include", true)]
    [InlineData("toolkit/include", true)]
    [InlineData("elsewhere/include", false)]
    public void Device_memory_is_counted_where_CUDAs_headers_lie_with_pip_or_the_toolkit(string headers, bool isCounted)
    {
        Assert.SkipWhen(File.Exists("/usr/local/cuda/include/cuda_runtime_api.h"), "This machine has CUDA's headers.");
        _machine.WithLibtorch("site/torch", "2.6.0").WithFile("site/torch/lib/libtorch_cuda.so").WithFile(headers + "/cuda_runtime_api.h")
            .WithPython("python3", "site/torch").WithCompiler().With("CUDA_HOME", _machine.In("toolkit")).Build();
        var line = File.ReadAllText(_machine.CompilerLog);
        Assert.Contains("-ltorch_cuda -lc10_cuda", line, StringComparison.Ordinal);
        Assert.Equal(isCounted, line.Contains("-DHS_CUDA_MEMORY -I" + _machine.In(headers), StringComparison.Ordinal));
        Assert.Equal(isCounted, line.Contains("HS_CUDA_MEMORY", StringComparison.Ordinal));
    }

    [Fact]
    public void The_part_of_CUDAs_headers_that_pip_puts_into_another_package_is_found_too()
    {
        Assert.SkipWhen(File.Exists("/usr/local/cuda/include/cuda_runtime_api.h"), "This machine has CUDA's headers.");
        _machine.WithLibtorch("site/torch", "2.6.0").WithFile("site/torch/lib/libtorch_cuda.so").WithFile("site/nvidia/cuda_runtime/include/cuda_runtime_api.h")
            .WithFile("site/nvidia/cuda_nvcc/include/crt/host_defines.h").WithPython("python3", "site/torch").WithCompiler().Build();
        Assert.Contains($"-DHS_CUDA_MEMORY -I{_machine.In("site/nvidia/cuda_runtime/include")} -I{_machine.In("site/nvidia/cuda_nvcc/include")} ", File.ReadAllText(_machine.CompilerLog), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_ZN3c105ErrorC1ENS_14SourceLocationESs _ZNEENSt7__cxx1112basic_string", 0)]
    [InlineData("_ZN3c105ErrorC1ENS_14SourceLocationENSt7__cxx1112basic_string", 1)]
    public void The_string_of_the_compiler_is_the_librarys(string names, int flag)
    {
        _machine.WithLibtorch("usr", "2.5.1").WithFile("usr/lib/libc10.so", names).WithCompiler().Build();
        Assert.Contains($"-D_GLIBCXX_USE_CXX11_ABI={flag}", File.ReadAllText(_machine.CompilerLog), StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_whose_numbers_lie_in_the_second_header_is_read()
    {
        _machine.WithLibtorch("usr").WithFile("usr/include/torch/csrc/api/include/torch/version.h", "#include <torch/headeronly/version.h>\n")
            .WithFile("usr/include/torch/headeronly/version.h", "#define TORCH_VERSION_MAJOR 2\n#define TORCH_VERSION_MINOR 13\n#define TORCH_VERSION_PATCH 1\n").WithCompiler();
        Assert.StartsWith("2.13.1 from", _machine.Build().Libtorch, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compiler_that_needs_a_newer_standard_for_the_headers_is_given_it()
    {
        _machine.WithLibtorch("usr", "2.10.0").WithCompiler(before: "case \"$*\" in *c++17*) echo 'error: C++20 is needed' >&2; exit 1;; esac").Build();
        Assert.Contains("-std=c++20", File.ReadAllText(_machine.CompilerLog), StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_libtorch_is_the_only_one_tried()
    {
        _machine.WithLibtorch("usr").WithCompiler().With("HYPER_LIBTORCH", _machine.In("nowhere"));
        var message = _machine.Refusal();
        Assert.Contains("HYPER_LIBTORCH", message, StringComparison.Ordinal);
        Assert.Contains("unset it to search", message, StringComparison.Ordinal);
        Assert.DoesNotContain("usr/lib", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_folder_or_Python_program_wins_over_all_others()
    {
        _machine.WithLibtorch("usr").WithLibtorch("own", "2.4.1").WithCompiler().With("HYPER_LIBTORCH", _machine.In("own"));
        Assert.Equal("2.4.1 from HYPER_LIBTORCH", _machine.Build().Libtorch);
        _machine.WithLibtorch("other", "2.5.0").WithPython("special", "other").With("HYPER_LIBTORCH", _machine.In("bin/special"));
        Assert.StartsWith("2.5.0 from HYPER_LIBTORCH", _machine.Build().Libtorch, StringComparison.Ordinal);
    }

    [Fact]
    public void Python_on_the_path_comes_before_the_systems_package()
    {
        _machine.WithLibtorch("usr").WithLibtorch("site/torch", "2.3.0").WithPython("python3", "site/torch").WithCompiler();
        Assert.StartsWith("2.3.0", _machine.Build().Libtorch, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_too_old_or_without_headers_is_passed_over_for_the_next()
    {
        _machine.WithLibtorch("old", "1.12.1").WithPython("python3", "old")
            .WithLibtorch("bare", headers: false).WithPython("python", "bare")
            .WithCompiler();
        var message = _machine.Refusal();
        Assert.Contains("its version is 1.12.1, and 1.13 is the oldest that works", message, StringComparison.Ordinal);
        Assert.Contains("its C++ headers are not in", message, StringComparison.Ordinal);
        _machine.WithLibtorch("usr");
        Assert.StartsWith("1.13.0 from the system's", _machine.Build().Libtorch, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_compiler_the_libtorch_that_was_found_is_named()
    {
        _machine.WithLibtorch("usr");
        Assert.Contains("libtorch 1.13.0", _machine.Refusal(), StringComparison.Ordinal);
        Assert.Contains("there is no C++ compiler", _machine.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_compiler_that_fails_is_quoted()
    {
        _machine.WithLibtorch("usr").WithProgram("g++", "case \"$*\" in *--version*) exit 0;; esac\necho 'shim.cpp:1: error: no room' >&2; exit 1");
        Assert.Contains("shim.cpp:1: error: no room", _machine.Refusal(), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(_machine.In("cache/shim")), file => file.EndsWith(".cpp", StringComparison.Ordinal));
    }

    [Fact]
    public void A_newer_standard_is_tried_when_the_first_one_is_not_enough()
    {
        _machine.WithLibtorch("usr").WithCompiler(before: "case \"$*\" in *c++17*) echo 'error: C++20 needed' >&2; exit 1;; esac");
        Assert.True(File.Exists(_machine.Build().Library));
        Assert.Contains("-std=c++20", File.ReadAllText(_machine.CompilerLog), StringComparison.Ordinal);
    }
}
