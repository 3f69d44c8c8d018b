using HyperScaffold.Workers.CommandTrainers;

namespace HyperScaffold.Runtime.Tests.CommandTrainers;

public sealed class ProcessEndTests : IDisposable
{
    private const string IgnoresEverything = """
        trap '' TERM
        echo $$ > pid
        echo '{"step":1,"value":1}'
        while true; do sleep 0.1; done
        """;

    private readonly ScriptFolder _folder = new();

    public ProcessEndTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "process groups are made on Linux only");
        _folder.Options = _folder.Options with { StopGrace = TimeSpan.FromMilliseconds(100), KillAfter = TimeSpan.FromMilliseconds(300) };
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Children_die_with_a_script_that_ends()
    {
        var outcome = _folder.Shell("sleep 600 & echo $! > child; echo '{\"result\":1}'");
        Assert.Equal(CommandEnd.Complete, outcome.End);
        Assert.True(ScriptFolder.Ends(_folder.Wait("child")));
    }

    [Fact]
    public void A_group_that_uses_too_much_memory_fails_at_once_with_all_that_it_started()
    {
        _folder.Options = _folder.Options with { MemoryLimit = 64 << 20 };
        var outcome = _folder.Python("""
            import subprocess, sys, time
            if len(sys.argv) > 1:
                held = b"x" * (50 << 20)
                time.sleep(100)
            children = [subprocess.Popen([sys.executable, "train.py", "child"]) for _ in range(2)]
            open("children", "w").write(" ".join(str(c.pid) for c in children) + "\n")
            time.sleep(100)
            """);
        Assert.Equal(CommandEnd.Failed, outcome.End);
        Assert.Contains("more than the limit of 64 MiB", outcome.Reason, StringComparison.Ordinal);
        Assert.All(_folder.Wait("children").Split(' '), p => Assert.True(ScriptFolder.Ends(p)));
    }

    [Fact]
    public void Grandchildren_die_with_a_pruned_script()
    {
        _folder.Answer = _ => false;
        var outcome = _folder.Shell("""
            trap '' TERM
            sh -c 'trap "" TERM; echo $$ > grandchild; while true; do sleep 0.1; done' &
            while [ ! -s grandchild ]; do sleep 0.01; done
            echo '{"step":1,"value":1}'
            wait
            """);
        Assert.Equal(CommandEnd.Pruned, outcome.End);
        Assert.True(ScriptFolder.Ends(_folder.Wait("grandchild")));
    }

    [Fact]
    public void A_script_may_save_its_work_on_sigterm()
    {
        _folder.Options = _folder.Options with { KillAfter = TimeSpan.FromMinutes(5) };
        _folder.Answer = _ => false;
        var outcome = _folder.Shell("""
            trap 'sleep 0.2; echo saved > saved; exit 0' TERM
            echo '{"step":1,"value":1}'
            while true; do sleep 0.05; done
            """);
        Assert.Equal(CommandEnd.Pruned, outcome.End);
        Assert.Equal("saved", _folder.Wait("saved"));
    }

    [Fact]
    public void A_script_that_ignores_sigterm_is_killed()
    {
        _folder.Answer = _ => false;
        Assert.Equal(CommandEnd.Pruned, _folder.Shell(IgnoresEverything).End);
        Assert.True(ScriptFolder.Ends(_folder.Wait("pid")));
    }

    [Fact]
    public void A_cancelled_run_returns_soon_and_the_process_still_ends()
    {
        using var source = new CancellationTokenSource();
        _folder.Options = _folder.Options with { LeaveAfter = TimeSpan.FromMilliseconds(100), KillAfter = TimeSpan.FromSeconds(2) };
        _folder.Answer = _ =>
        {
            source.Cancel();
            return true;
        };
        var outcome = _folder.Shell(IgnoresEverything, source.Token);
        Assert.Equal(CommandEnd.Cancelled, outcome.End);
        Assert.True(ScriptFolder.Ends(_folder.Wait("pid")));
    }

    [Fact]
    public void A_run_that_is_cancelled_before_it_begins_starts_nothing()
    {
        var outcome = _folder.Shell("echo started > started", new CancellationToken(canceled: true));
        Assert.Equal(CommandEnd.Cancelled, outcome.End);
        Assert.False(File.Exists(Path.Combine(_folder.Root, "started")));
    }

    [Fact]
    public void What_left_the_group_and_writes_after_the_end_harms_nobody()
    {
        var outcome = _folder.Shell("""
            setsid sh -c 'echo $$ > escaped; sleep 3; echo "{\"step\":9,\"value\":9}"' &
            while [ ! -s escaped ]; do sleep 0.01; done
            echo '{"step":1,"value":1}'
            """);
        Assert.Equal((CommandEnd.Complete, 1), (outcome.End, outcome.Reports.Length));
        Assert.True(ScriptFolder.Ends(_folder.Wait("escaped")));
        Assert.DoesNotContain("step 9", _folder.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_after_the_word_to_stop_are_not_taken()
    {
        _folder.Answer = r => r.Step < 3;
        var outcome = _folder.Shell("i=0; while true; do i=$((i+1)); echo \"{\\\"step\\\":$i,\\\"value\\\":1}\"; done");
        Assert.Equal((CommandEnd.Pruned, 3), (outcome.End, outcome.Reports.Length));
        Assert.Equal(3, _folder.Reports.Count);
    }

    [Fact]
    public void The_guard_ends_the_group_when_its_pipe_breaks()
    {
        using var leader = new System.Diagnostics.Process();
        var start = new System.Diagnostics.ProcessStartInfo("/bin/sh") { WorkingDirectory = _folder.Root, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("sleep 600 & echo $! > child; wait");
        var group = ProcessGroup.Start(start, leader);
        Assert.True(group.IsGroup);
        using (var guard = new ProcessGuard())
        {
            guard.Watch(group);
            _folder.Wait("child");
        }

        var hasEnded = leader.WaitForExit(5000);
        group.Kill();
        Assert.True(hasEnded);
        Assert.True(ScriptFolder.Ends(_folder.Wait("child")));
    }

    [Fact]
    public void The_guard_leaves_a_group_alone_that_it_no_longer_watches()
    {
        var outcome = _folder.Shell("echo '{\"result\":1}'");
        Assert.Equal(CommandEnd.Complete, outcome.End);
        using var leader = new System.Diagnostics.Process();
        var group = ProcessGroup.Start(new System.Diagnostics.ProcessStartInfo("/bin/sleep") { ArgumentList = { "600" }, UseShellExecute = false }, leader);
        using (var guard = new ProcessGuard())
        {
            guard.Watch(group);
            guard.Watch(null);
        }

        Assert.False(leader.WaitForExit(500));
        group.Kill();
        Assert.True(leader.WaitForExit(20000));
    }
}
