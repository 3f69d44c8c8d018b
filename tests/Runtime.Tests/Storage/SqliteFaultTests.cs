using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;
using Microsoft.Data.Sqlite;

namespace HyperScaffold.Runtime.Tests.Storage;

/// <summary>What happens to a file and its disk while a study runs.</summary>
public sealed class SqliteFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_full_disk_is_named_and_the_study_goes_on_when_there_is_room()
    {
        using var disk = new SmallDisk();
        using var storage = StorageFactory.Open(disk.Url);
        using var study = Study.Create("digits", new StudyOptions { Storage = storage });
        study.Optimize(t => t.SuggestFloat("x", 0, 1), trials: 3);
        var trial = study.Ask();
        trial.SetUserAttribute("note", new string('x', 100_000));
        var ballast = disk.Fill();

        var error = Assert.Throws<HyperException>(() => study.Tell(trial, 0.5));

        Assert.Contains("is full", error.Message, StringComparison.Ordinal);
        File.Delete(ballast);
        study.Tell(trial, 0.5);
        study.Optimize(t => t.SuggestFloat("x", 0, 1), trials: 1);
        using var other = StorageFactory.Open(disk.Url);
        var told = other.Read(other.FindStudy("digits")!.Id, StudyCursor.Start).Trials;
        Assert.Equal((5, 0.5), (told.Count(t => t.State == TrialState.Complete), told[3].Value));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_that_can_only_be_read_is_read_and_who_writes_is_refused(bool ours)
    {
        using var disk = new SmallDisk();
        Fill(disk.Url);
        if (!ours)
        {
            AsOptunaLeavesIt(StorageAddress.Parse(disk.Url).Path);
        }

        disk.Lock();

        using var storage = StorageFactory.Open(disk.Url);
        using var study = Study.Load("digits", new StudyOptions { Storage = storage });
        Assert.Equal(3, study.Trials.Count);
        Assert.Equal(study.Trials.Min(t => t.Value), study.BestValue);
        Assert.Empty(storage.Reap(study.Record.Id, null, 3));
        foreach (var write in new Action[] { () => study.Ask(), () => study.SetUserAttribute("a", 1), () => study.EnqueueTrial(new Dictionary<string, object?>()) })
        {
            var error = Assert.Throws<HyperException>(write);
            Assert.Contains("must be writable", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Who_only_reads_leaves_nothing_beside_the_file()
    {
        using var disk = new SmallDisk();
        Fill(disk.Url);
        var path = StorageAddress.Parse(disk.Url).Path;
        File.Delete(path + "-lock");
        disk.Lock(path);

        using (var storage = StorageFactory.Open(disk.Url))
        {
            Assert.Equal("digits", Assert.Single(storage.ListStudies()).Name);
            Assert.Contains("can only be read", Assert.Throws<HyperException>(() => storage.CreateStudy("more", StudyDirection.Minimize)).Message, StringComparison.Ordinal);
        }

        Assert.Equal([path], Directory.GetFiles(disk.Folder));
    }

    [Fact]
    public void A_lock_file_of_another_user_locks_nobody_out()
    {
        using var disk = new SmallDisk();
        Fill(disk.Url);
        disk.Lock(StorageAddress.Parse(disk.Url).Path + "-lock");

        using var storage = StorageFactory.Open(disk.Url);
        storage.CreateStudy("more", StudyDirection.Minimize);

        Assert.Equal(2, storage.ListStudies().Count);
    }

    [Fact]
    public void A_log_that_cannot_be_put_into_its_file_is_named_instead_of_left_out()
    {
        using var disk = new SmallDisk();
        var path = StorageAddress.Parse(disk.Url).Path;
        Fill(disk.Url);
        var (database, log) = (path + "2", path + "2-wal");
        using (var open = StorageFactory.Open(disk.Url))
        {
            open.CreateStudy("late", StudyDirection.Minimize);
            File.Copy(path, database);
            File.Copy(path + "-wal", log);
        }

        disk.Lock();

        var error = Assert.Throws<HyperException>(() => StorageFactory.Open(disk.Url + "2"));

        Assert.Contains(log, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_file_on_a_read_only_disk_is_refused()
    {
        using var disk = new SmallDisk();
        disk.Lock();

        var error = Assert.Throws<HyperException>(() => StorageFactory.Open(disk.Url));

        Assert.Contains("must be writable", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tell_into_a_file_that_was_deleted_is_refused_instead_of_lost()
    {
        using var storage = StorageFactory.Open(_folder.Url());
        using var study = Study.Create("digits", new StudyOptions { Storage = storage });
        var trial = study.Ask();
        File.Delete(_folder.File("studies.db"));

        var error = Assert.Throws<HyperException>(() => study.Tell(trial, 0.5));

        Assert.Contains("deleted or moved", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        Fill(_folder.Url());
        using (var file = File.OpenWrite(_folder.File("studies.db")))
        {
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0x5A, (int)file.Length - 4096).ToArray());
        }

        var error = Assert.Throws<HyperException>(() =>
        {
            using var storage = StorageFactory.Open(_folder.Url());
            storage.Read(1, StudyCursor.Start);
        });

        Assert.Contains("is damaged", error.Message, StringComparison.Ordinal);
    }

    private static void AsOptunaLeavesIt(string path)
    {
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = DELETE; DROP TABLE hyper_lease; DROP TABLE hyper_meta";
            command.ExecuteNonQuery();
        }

        File.Delete(path + "-lock");
    }

    private static void Fill(string url)
    {
        using var storage = StorageFactory.Open(url);
        using var study = Study.Create("digits", new StudyOptions { Storage = storage });
        study.Optimize(t => t.SuggestFloat("x", 0, 1), trials: 3);
    }
}
