using Xunit;

namespace HyperScaffold.Packages.Tests;

public sealed class ScriptTests(PackedProducts products)
{
    [Fact]
    public void Setup_says_what_to_install_where_it_may_not()
    {
        var outcome = Setup("exit 1", "echo 1000", "exit 1");
        Assert.Equal(2, outcome.Code);
        Assert.Contains("apt-get install --no-install-recommends libtorch-dev libopenblas0-pthread", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Setup_is_silent_and_needs_no_root_when_all_is_there()
    {
        var outcome = Setup("echo install ok installed", "echo 1000", "exit 1");
        Assert.Equal((0, string.Empty), (outcome.Code, outcome.All));
    }

    [Fact]
    public void The_last_line_of_the_tests_counts_them_over_all_projects_and_fails_with_any()
    {
        var folder = products.MakeFolder();
        File.WriteAllText(Path.Combine(folder, "a.trx"), """<x><Counters total="5" executed="4" passed="3" failed="1" error="0" notExecuted="1" /></x>""");
        File.WriteAllText(Path.Combine(folder, "b.trx"), """<x><Counters total="2" executed="2" passed="2" failed="0" error="0" notExecuted="0" /></x>""");
        Assert.Equal((1, "5 passed, 1 failed, 1 skipped\n"), Summary(folder, "0"));
        File.Delete(Path.Combine(folder, "a.trx"));
        Assert.Equal((0, "2 passed, 0 failed, 0 skipped\n"), Summary(folder, "0"));
        Assert.Equal((1, "2 passed, 1 failed, 0 skipped\n"), Summary(folder, "1"));
        File.Delete(Path.Combine(folder, "b.trx"));
        Assert.Equal((1, "0 passed, 0 failed, 0 skipped\n"), Summary(folder, "0"));
    }

    [Fact]
    public void A_bench_that_does_not_exist_is_wrong_use() =>
        Assert.Equal(2, Shell.Run(Shell.Root, Path.Combine(Shell.Root, "bench.sh"), "nonsense").Code);

    [Fact]
    public void The_GPU_check_says_how_it_is_used_and_stops_where_no_GPU_is()
    {
        var script = Path.Combine(Shell.Root, "eng", "gpu-check.sh");
        Assert.Equal((2, "usage: gpu-check.sh publish FOLDER [MNIST] | run [--cpu] [RESULTS]\n"), (Shell.Run(Shell.Root, script).Code, Shell.Run(Shell.Root, script).Error));
        var folder = products.MakeFolder();
        File.WriteAllText(Path.Combine(folder, "python3"), "#!/bin/sh\ncase \"$*\" in *cuda*) exit 1;; esac\n");
        Shell.Run(folder, "chmod", "+x", "python3").Expect(0);
        var stopped = Shell.Run(Shell.Root, "bash", "-c", $"PATH=\"{folder}:$PATH\" \"{script}\" run \"{folder}/results\"");
        Assert.Equal(1, stopped.Code);
        Assert.Contains("PyTorch finds no CUDA device here.", stopped.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "results")));
    }

    [Fact]
    public void The_GPU_check_tunes_a_CNN_by_phases_where_MNIST_was_carried_along()
    {
        var folder = products.MakeFolder();
        File.Copy(Path.Combine(Shell.Root, "eng", "gpu-check.sh"), Path.Combine(folder, "gpu-check.sh"));
        foreach (var program in (string[])["python3", "HyperScaffold.Torch.Tests/HyperScaffold.Torch.Tests", "HyperScaffold.Bench.Training/HyperScaffold.Bench.Training"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, program))!);
            File.WriteAllText(Path.Combine(folder, program), "#!/bin/sh\necho \"Total: $*\"\n");
            Shell.Run(folder, "chmod", "+x", program).Expect(0);
        }

        string Report() => Shell.Run(folder, "bash", "-c", "PATH=\"$PWD:$PATH\" ./gpu-check.sh run --cpu").Expect(0).Output;
        Assert.Contains("Total: --device cpu\n", Report(), StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(folder, "mnist"));
        Assert.Contains($"Total: --device cpu --mnist {folder}/mnist\n", Report(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_a_locked_script_leaves_behind_does_not_keep_the_lock()
    {
        var file = Path.Combine(products.MakeFolder(), "lock");
        const string Script = "source eng/common.sh; exec 9>\"$1\"; flock 9; quietly lock-test sh -c 'sleep 20 &'";
        Shell.Run(Shell.Root, "bash", "-c", Script, "bash", file).Expect(0);
        Shell.Run(Shell.Root, "flock", "-n", file, "true").Expect(0);
    }

    private static (int Code, string Line) Summary(string folder, string broken)
    {
        var outcome = Shell.Run(Shell.Root, Path.Combine(Shell.Root, "eng", "summary.sh"), folder, broken);
        return (outcome.Code, outcome.Output);
    }

    // stands in for the machine's own programs
    private Outcome Setup(string packages, string user, string sudo)
    {
        var folder = products.MakeFolder();
        foreach (var (name, body) in new[] { ("dpkg-query", packages), ("id", user), ("sudo", sudo), ("g++", "exit 0") })
        {
            File.WriteAllText(Path.Combine(folder, name), $"#!/bin/sh\n{body}\n");
            Shell.Run(folder, "chmod", "+x", name).Expect(0);
        }

        return Shell.Run(Shell.Root, "bash", "-c", "PATH=\"$1:$PATH\" eng/setup.sh", "bash", folder);
    }
}
