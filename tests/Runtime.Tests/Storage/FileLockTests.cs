using HyperScaffold.Storage.Relational;

namespace HyperScaffold.Runtime.Tests.Storage;

public sealed class FileLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hyper-lock-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_storage_can_be_opened_while_another_writes_and_writes_in_its_turn()
    {
        using var writer = Open();
        var turn = writer.Take();
        var second = Task.Run(TakeOnce, TestContext.Current.CancellationToken);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        turn.Dispose();
        Assert.True(await second);
    }

    [Fact]
    public async Task One_that_only_reads_holds_no_writer_up()
    {
        using var reader = Open();
        Assert.True(await Task.Run(TakeOnce, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
    }

    private bool TakeOnce()
    {
        using var other = Open();
        other.Take().Dispose();
        return true;
    }

    private FileLock Open() => FileLock.Open(Path.Combine(_folder, "studies.db-lock"), "sqlite:///studies.db");
}
