using System.Collections.Immutable;
using HyperScaffold.Runtime.Tests.Storage;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Trials;
using HyperScaffold.Workers;
using HyperScaffold.Workers.CommandTrainers;

namespace HyperScaffold.Runtime.Tests.Workers;

public sealed class DiskFaultTests
{
    private static readonly SearchSpace Space = SearchSpace.Empty.Float("x", 0, 1);

    [Fact]
    public void A_command_workers_told_results_are_all_there_after_its_disk_was_full_and_then_read_only()
    {
        using var disk = new SmallDisk();
        using var elsewhere = new TemporaryFolder();
        var told = new Dictionary<int, double?>();
        using (var storage = StorageFactory.Open(disk.Url))
        {
            Begin(storage);
            var ballast = string.Empty;
            var watched = WatchedStorage.Around(storage, after: (call, args) =>
            {
                if (call == nameof(IStorage.Append) && ((IReadOnlyList<TrialFact>)args[1]!).OfType<TrialFact.Ended>().FirstOrDefault() is { } end)
                {
                    told[((TrialLease)args[0]!).Number] = end.Value;
                    ballast = told.Count == 3 ? disk.Fill() : ballast;
                }
            });

            var full = Assert.Throws<HyperException>(() => Work(watched, disk.Folder));

            Assert.Contains("is full", full.Message, StringComparison.Ordinal);
            File.Delete(ballast);
            Assert.Equal(told, Complete(storage));
        }

        disk.Lock();
        using (var locked = StorageFactory.Open(disk.Url))
        {
            Assert.Equal(told, Complete(locked));
            var refused = Assert.Throws<HyperException>(() => locked.CreateStudy("more", StudyDirection.Maximize));
            Assert.Contains("must be writable", refused.Message, StringComparison.Ordinal);
        }

        foreach (var file in Directory.GetFiles(disk.Folder, "studies.db*"))
        {
            File.Copy(file, elsewhere.File(Path.GetFileName(file)));
        }

        using var copy = StorageFactory.Open(elsewhere.Url());
        Assert.Equal(told, Complete(copy));
        Assert.True(told.Count >= 3);
    }

    private static void Begin(IStorage storage)
    {
        var study = storage.CreateStudy("digits", StudyDirection.Maximize);
        storage.SetStudyAttribute(study.Id, SpaceJson.AttributeKey, SpaceJson.Write(Space));
        storage.SetStudyAttribute(study.Id, RoundOrder.AttributeKey, RoundOrderJson.Write(ToyProject.Explore(100_000)));
    }

    private static void Work(IStorage storage, string folder)
    {
        var command = new CommandTrainerOptions { Command = ["sh", "-c", """read line; echo "{\"result\":0.$$}"; exit 0"""], Folder = folder, Study = "digits" };
        using var trainer = new CommandTrainer(command, TimeProvider.System);
        var runner = new CommandTrialRunner(trainer, new CommandTrialOptions { Space = Space, Values = ImmutableSortedDictionary<string, object?>.Empty, LogFolder = Path.Combine(folder, "logs") });
        using var loop = new WorkerLoop(storage, new WorkerOptions { Study = "digits", Worker = "commands" }, Space, runner);
        loop.Run(TestContext.Current.CancellationToken);
    }

    private static Dictionary<int, double?> Complete(IStorage storage) =>
        storage.Read(storage.FindStudy("digits")!.Id, StudyCursor.Start).Trials.Where(t => t.State == TrialState.Complete).ToDictionary(t => t.Number, t => t.Value);
}
