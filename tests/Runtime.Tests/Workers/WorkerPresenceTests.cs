using HyperScaffold.Runtime.Tests.Storage;
using HyperScaffold.Workers;

namespace HyperScaffold.Runtime.Tests.Workers;

public sealed class WorkerPresenceTests : IDisposable
{
    private const string Name = "host:17:1795337443060:0:1";
    private readonly TemporaryFolder _folder = new();
    private readonly WorkerPresence _presence;

    public WorkerPresenceTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "workers are shown by locked files on Linux");
        _presence = new WorkerPresence(Path.Combine(_folder.FullPath, "shown"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Whoever_holds_its_file_lives_and_whoever_left_orderly_leaves_nothing()
    {
        using (Assert.IsType<IDisposable>(_presence.Announce(Name, "study", "storage"), exactMatch: false))
        {
            Assert.Empty(_presence.Gone("study", "storage"));
        }

        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.FullPath, "shown")));
    }

    [Fact]
    public void A_file_that_nobody_holds_is_that_of_a_dead_worker_of_its_own_study_and_storage_alone()
    {
        Abandon();

        Assert.Equal([Name], _presence.Gone("study", "storage"));
        Assert.Empty(_presence.Gone("another", "storage"));
        Assert.Empty(_presence.Gone("study", "another"));
        _presence.Forget(Name);
        Assert.Empty(_presence.Gone("study", "storage"));
    }

    [Fact]
    public void A_dead_workers_file_goes_when_nobody_went_on_with_its_study_for_a_week()
    {
        Abandon();
        var folder = Path.Combine(_folder.FullPath, "shown");
        File.SetLastWriteTimeUtc(Assert.Single(Directory.GetFiles(folder)), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Empty(_presence.Gone("another", "storage"));

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("gpu-1")]
    [InlineData("host:17")]
    [InlineData("host:17:1")]
    public void A_name_that_may_also_be_another_machines_is_not_shown(string name) => Assert.Null(_presence.Announce(name, "study", "storage"));

    [Fact]
    public void A_folder_that_others_may_write_to_is_not_believed()
    {
        Abandon();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(_folder.FullPath, "shown"), (UnixFileMode)0b111_111_111);
        }

        Assert.Empty(_presence.Gone("study", "storage"));
        Assert.Null(_presence.Announce(Name + "2", "study", "storage"));
    }

    // as a killed process does: the name stays, the lock does not
    private void Abandon()
    {
        string path;
        using (_presence.Announce(Name, "study", "storage"))
        {
            path = Assert.Single(Directory.GetFiles(Path.Combine(_folder.FullPath, "shown")));
        }

        File.WriteAllText(path, string.Join('\n', Name, "study", "storage", string.Empty));
    }
}
