using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

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

    [Fact]
    public void A_read_only_disk_is_named()
    {
        using var disk = new SmallDisk();
        Fill(disk.Url);
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

    private static void Fill(string url)
    {
        using var storage = StorageFactory.Open(url);
        using var study = Study.Create("digits", new StudyOptions { Storage = storage });
        study.Optimize(t => t.SuggestFloat("x", 0, 1), trials: 3);
    }
}
