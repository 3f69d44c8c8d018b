using System.Collections.Concurrent;
using HyperScaffold.Workers;

namespace HyperScaffold.Runtime.Tests.Workers;

public sealed class WorkerLeaveTests
{
    [Fact]
    public void A_worker_whose_supervisor_is_gone_leaves_though_all_that_should_end_hangs()
    {
        var exits = new BlockingCollection<int>();
        using var release = new ManualResetEventSlim();
        using var leave = new WorkerLeave(null, TimeProvider.System, Stream.Null, exits.Add);
        using var training = leave.Token.Register(release.Wait);
        using var storage = leave.HandsBack(release.Wait);

        Assert.True(exits.TryTake(out var code, TimeSpan.FromSeconds(30)));
        Assert.Equal((int)WorkerEnd.Closed, code);
        Assert.Equal(WorkerEnd.Closed, leave.Told);
        release.Set();
    }

    [Fact]
    public void What_a_worker_is_told_first_is_why_it_leaves()
    {
        using var leave = new WorkerLeave(null, TimeProvider.System, null, _ => { });

        leave.Leave(WorkerEnd.TimeUp);
        leave.Leave(WorkerEnd.Interrupted);

        Assert.Equal((WorkerEnd.TimeUp, true), (leave.Told, leave.Token.IsCancellationRequested));
    }
}
