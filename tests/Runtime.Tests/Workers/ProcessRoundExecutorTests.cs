using System.Diagnostics;
using HyperScaffold.Storage;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Runtime.Tests.Workers;

public sealed class ProcessRoundExecutorTests : IDisposable
{
    private readonly ToyProject _project = new();
    private readonly Recorded<RoundProgress> _progress = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Rounds_run_in_the_same_worker_processes()
    {
        await using var executor = new ProcessRoundExecutor(_project.Options());

        await executor.RunAsync(_project.Storage, _project.Study, ToyProject.Explore(6), _progress, Token);
        var first = executor.ProcessIds;
        await executor.RunAsync(_project.Storage, _project.Study, ToyProject.Explore(10) with { Round = "refine", Offset = 6, Sampler = "tpe" }, _progress, Token);

        Assert.Equal(first, executor.ProcessIds);
        Assert.Equal(2, first.Count);
        Assert.Equal(10, _project.Trials.Count);
        Assert.All(_project.Trials, t => Assert.Equal((TrialState.Complete, 4), (t.State, t.IntermediateValues.Length)));
        Assert.Contains("train_loss", _project.Trials[0].UserAttributes[TrialAttributes.Metrics], StringComparison.Ordinal);
        Assert.Contains(_progress.Values, p => p.Finished == 4 && p.Round == "refine");
    }

    [Fact]
    public async Task A_killed_workers_trial_is_repeated_and_no_finished_one_is_lost_or_repeated()
    {
        await using var executor = new ProcessRoundExecutor(_project.Options(1, ("TOY_PAUSE_MS", "60")));
        var killed = false;
        var watching = new Recorded<RoundProgress>(p =>
        {
            if (!killed && p.Finished >= 2 && p.Running.Any(t => t.IntermediateValues.Length == 1) && executor.ProcessIds.Count > 0)
            {
                killed = true;
                Process.GetProcessById(executor.ProcessIds[0]).Kill();
            }
        });

        await executor.RunAsync(_project.Storage, _project.Study, ToyProject.Explore(10), watching, Token);

        Assert.True(killed);
        var reason = Assert.Single(_project.Trials, t => t.State == TrialState.Fail).Reason;
        Assert.StartsWith(StorageAttributes.WorkerLost + ": it was killed (SIGKILL)", reason, StringComparison.Ordinal);
        Assert.Contains(" MiB or more. Where memory ran out: a smaller batch", reason, StringComparison.Ordinal);
        Assert.Equal(string.Empty, _project.Logs);
        Assert.Equal(10, _project.Trials.Count(t => t.State == TrialState.Complete));
        Assert.Single(_project.Trials, t => t.SystemAttributes.ContainsKey(StorageAttributes.RetryHistory));
    }

    [Fact]
    public async Task A_worker_that_the_system_kills_leaves_the_most_memory_that_it_was_seen_to_hold()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells the peak of a process");
        _project.Storage.SetStudyAttribute(_project.Study.Id, RoundOrder.AttributeKey, RoundOrderJson.Write(ToyProject.Explore(1)));
        var options = _project.Options(1, ("TOY_FAULT", "hog"));
        using var slot = new SlotKeeper(options, _project.Study.Name, options.Slots[0]);
        slot.Fill();
        while (slot.Peak is not > 200 << 20)
        {
            Assert.Null(slot.Collect());
            await Task.Delay(20, Token);
        }

        using var worker = Process.GetProcessById(slot.ProcessId!.Value);
        worker.Kill();
        await worker.WaitForExitAsync(Token);
        WorkerExit? exit = null;
        Assert.True(SpinWait.SpinUntil(() => (exit = slot.Collect()) is not null, TimeSpan.FromSeconds(20)));

        Assert.True(exit!.IsCrash);
        var held = int.Parse(exit.Loss!.Split("when it had held ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(held, 200, 400);
    }

    [Fact]
    public async Task The_trial_of_a_worker_that_died_with_its_supervisor_is_repeated_without_waiting_for_its_lease()
    {
        Assert.SkipUnless(WorkerPresence.Here is not null, "workers are shown to each other on Linux alone");
        _project.Storage.SetStudyAttribute(_project.Study.Id, RoundOrder.AttributeKey, RoundOrderJson.Write(ToyProject.Explore(1)));
        var info = new ProcessStartInfo("dotnet", [ToyProject.Program, "worker", "--study", "toy-parabola", "--storage", _project.Url]) { RedirectStandardInput = true };
        info.Environment["TOY_FAULT"] = "hang";
        using var orphan = Process.Start(info)!;
        Assert.True(SpinWait.SpinUntil(() => _project.Trials is [{ State: TrialState.Running }], TimeSpan.FromSeconds(30)));
        orphan.Kill();
        await orphan.WaitForExitAsync(Token);
        await using var executor = new ProcessRoundExecutor(_project.Options(1));
        using var lease = new CancellationTokenSource(TimeSpan.FromSeconds(45));

        await executor.RunAsync(_project.Storage, _project.Study, ToyProject.Explore(1), _progress, lease.Token);

        Assert.Equal([TrialState.Fail, TrialState.Complete], _project.Trials.Select(t => t.State));
        Assert.Equal(StorageAttributes.WorkerLost, _project.Trials[0].Reason);
    }

    [Theory]
    [InlineData("once")]
    [InlineData("segv")]
    [InlineData("kill")]
    public async Task A_fault_in_native_code_costs_one_attempt_and_the_worker_comes_back(string fault)
    {
        await using var executor = new ProcessRoundExecutor(_project.Options(1, ("TOY_FAULT", fault)));

        await executor.RunAsync(_project.Storage, _project.Study, ToyProject.Explore(4), _progress, Token);

        Assert.Equal([TrialState.Complete, TrialState.Fail, TrialState.Complete, TrialState.Complete, TrialState.Complete], _project.Trials.Select(t => t.State));
    }

    [Fact]
    public async Task Workers_that_always_crash_stop_the_round_with_what_they_wrote()
    {
        await using var executor = new ProcessRoundExecutor(_project.Options(1, ("TOY_FAULT", "exit")) with { MaxFailures = 3 });

        var error = await Assert.ThrowsAsync<HyperException>(() => executor.RunAsync(_project.Storage, _project.Study, ToyProject.Explore(10), _progress, Token));

        Assert.Contains("exit code 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("out of luck", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_project.Trials, t => t.State == TrialState.Running);
    }

    [Fact]
    public async Task An_error_in_user_code_fails_its_trial_and_the_worker_lives_on()
    {
        await using var executor = new ProcessRoundExecutor(_project.Options(1, ("TOY_FAULT", "throw")) with { MaxFailures = 4 });

        var error = await Assert.ThrowsAsync<HyperException>(() => executor.RunAsync(_project.Storage, _project.Study, ToyProject.Explore(10), _progress, Token));

        Assert.Contains("trials failed in a row", error.Message, StringComparison.Ordinal);
        Assert.All(_project.Trials.Where(t => t.IsFinished), t => Assert.Equal("InvalidOperationException: the data is missing", t.Reason));
    }

    [Fact]
    public async Task Cancelling_hands_trials_back_and_leaves_no_process()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var executor = new ProcessRoundExecutor(_project.Options(2, ("TOY_PAUSE_MS", "50")));
        var ids = new HashSet<int>();
        var watching = new Recorded<RoundProgress>(p =>
        {
            ids.UnionWith(executor.ProcessIds);
            if (p.Finished >= 2 && p.Running.Count == 2)
            {
                source.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => executor.RunAsync(_project.Storage, _project.Study, ToyProject.Explore(50), watching, source.Token));

        Assert.DoesNotContain(_project.Trials, t => t.State is TrialState.Running or TrialState.Fail);
        Assert.Contains(_project.Trials, t => t.State == TrialState.Waiting);
        Assert.Equal(2, ids.Count);
        Assert.All(ids, id => Assert.Throws<ArgumentException>(() => Process.GetProcessById(id)));
    }

    [Fact]
    public async Task A_training_that_never_looks_up_is_handed_back_too()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var executor = new ProcessRoundExecutor(_project.Options(1, ("TOY_FAULT", "hang")));
        var watching = new Recorded<RoundProgress>(p =>
        {
            if (p.Running.Any(t => t.Parameters.Count > 0))
            {
                source.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => executor.RunAsync(_project.Storage, _project.Study, ToyProject.Explore(5), watching, source.Token));

        Assert.Equal(TrialState.Waiting, Assert.Single(_project.Trials).State);
    }

    [Fact]
    public async Task A_program_that_was_built_for_another_space_says_generate()
    {
        _project.Storage.SetStudyAttribute(_project.Study.Id, SpaceJson.AttributeKey, "{}");
        await using var executor = new ProcessRoundExecutor(_project.Options(1) with { MaxFailures = 1 });

        var error = await Assert.ThrowsAsync<HyperException>(() => executor.RunAsync(_project.Storage, _project.Study, ToyProject.Explore(5), _progress, Token));

        Assert.Contains("dotnet hyper generate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_from_older_packages_is_to_be_built_again_and_not_started_again()
    {
        var script = Path.Combine(_project.Folder, "older.sh");
        await File.WriteAllTextAsync(script, "echo \"The command 'worker' has no option '--logs'.\" >&2; echo x >> starts; exit 2", Token);
        await using var executor = new ProcessRoundExecutor(_project.Options(1) with { FileName = "sh", Arguments = [script], WorkingFolder = _project.Folder });

        var error = await Assert.ThrowsAsync<HyperException>(() => executor.RunAsync(_project.Storage, _project.Study, ToyProject.Explore(5), _progress, Token));

        Assert.Contains("does not know the worker option --logs", error.Message, StringComparison.Ordinal);
        Assert.Contains("HyperScaffoldVersion", error.Message, StringComparison.Ordinal);
        Assert.Equal("x\n", await File.ReadAllTextAsync(Path.Combine(_project.Folder, "starts"), Token));
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        await using var executor = new ProcessRoundExecutor(_project.Options(1) with { FileName = Path.Combine(_project.Folder, "absent") });

        var error = await Assert.ThrowsAsync<HyperException>(() => executor.RunAsync(_project.Storage, _project.Study, ToyProject.Explore(5), _progress, Token));

        Assert.Contains("absent", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_workers_write_is_kept_in_their_logs()
    {
        await using var executor = new ProcessRoundExecutor(_project.Options(1, ("TOY_FAULT", "exit")) with { MaxFailures = 1 });

        await Assert.ThrowsAsync<HyperException>(() => executor.RunAsync(_project.Storage, _project.Study, ToyProject.Explore(5), _progress, Token));

        Assert.Contains("out of luck", await File.ReadAllTextAsync(Path.Combine(_project.Folder, "logs", "toy-parabola", "worker-0.log"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_whose_memory_grows_too_large_fails_its_trial_with_that_reason()
    {
        await using var executor = new ProcessRoundExecutor(_project.Options(1, ("TOY_PAUSE_MS", "400")) with { MemoryLimit = 1, MaxFailures = 2 });

        var error = await Assert.ThrowsAsync<HyperException>(() => executor.RunAsync(_project.Storage, _project.Study, ToyProject.Explore(5), _progress, Token));

        Assert.Contains("MiB of memory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_that_takes_too_long_fails_with_that_reason()
    {
        await using var executor = new ProcessRoundExecutor(_project.Options(1, ("TOY_PAUSE_MS", "600")) with { TrialTimeout = TimeSpan.FromSeconds(1), MaxFailures = 1 });

        var error = await Assert.ThrowsAsync<HyperException>(() => executor.RunAsync(_project.Storage, _project.Study, ToyProject.Explore(5), _progress, Token));

        Assert.Contains("time limit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_is_replaced_after_as_many_trials_as_it_may_run()
    {
        await using var executor = new ProcessRoundExecutor(_project.Options(1, ("TOY_FAULT", "name")) with { Recycle = 2 });

        await executor.RunAsync(_project.Storage, _project.Study, ToyProject.Explore(6), new Recorded<RoundProgress>(_ => { }), Token);

        Assert.Equal([2, 2, 2], _project.Trials.GroupBy(t => t.UserAttributes["process"]).Select(g => g.Count()));
        Assert.Equal(6, _project.Trials.Count(t => t.State == TrialState.Complete));
    }
}
