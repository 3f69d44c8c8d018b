using HyperScaffold.Pruners;
using HyperScaffold.Samplers.Random;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Tests.Phases;

namespace HyperScaffold.Tests.Studies;

/// <summary>A random sampler does not read what others tried; what others queue and hand back is found all the same.</summary>
public sealed class UnreadHistoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hyper-unread-").FullName;
    private readonly ManualClock _clock = new();

    public static TheoryData<bool> Storages => [true, false];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Storages))]
    public void What_another_queued_is_taken_by_the_next_ask(bool inMemory)
    {
        using var storage = Open(inMemory);
        using var one = Join(storage);
        using var other = Join(storage);
        Run(one, 3);

        other.EnqueueTrial(new Dictionary<string, object?> { ["rate"] = 0.25 });

        var taken = one.Ask();
        Assert.Equal((3, 0.25), (taken.Number, taken.SuggestFloat("rate", 0, 1)));
        one.Tell(taken, 0);
        Assert.Equal(4, one.Ask().Number);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public void What_another_handed_back_is_taken_within_a_second(bool inMemory)
    {
        using var storage = Open(inMemory);
        using var one = Join(storage);
        using var other = Join(storage);
        Run(one, 2);
        var back = other.Ask();
        Run(one, 2);

        TrialEnd.HandBack(other, back);

        _clock.Advance(1);
        Assert.Equal(back.Number, one.Ask().Number);
        Assert.Equal(5, one.Ask().Number);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public void Trials_are_the_same_whoever_asks(bool inMemory)
    {
        using var storage = Open(inMemory);
        using var alone = Study.Create("alone", new StudyOptions { Sampler = new RandomSampler(), Seed = 5 });
        using var one = Join(storage);
        using var other = Join(storage);
        for (var i = 0; i < 8; i++)
        {
            Run(alone, 2);
            Run(i % 3 == 0 ? one : other, 2);
        }

        Assert.Equal(alone.Trials.Select(t => (t.Number, t.Value)), one.Trials.Select(t => (t.Number, t.Value)));
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public void A_limit_counts_what_others_tried(bool inMemory)
    {
        using var storage = Open(inMemory);
        using var one = Join(storage);
        using var other = Join(storage);
        Run(one, 3);
        Run(other, 3);

        Assert.Null(one.Ask(one.DefaultSettings with { Limit = 6 }).Trial);
        Assert.NotNull(one.Ask(one.DefaultSettings with { Limit = 7 }).Trial);
    }

    [Fact]
    public void A_study_that_is_opened_knows_its_parameters()
    {
        using var storage = Open(inMemory: false);
        using (var first = Join(storage))
        {
            Run(first, 1);
        }

        using var later = Join(storage);
        var trial = later.Ask();
        var error = Assert.Throws<HyperException>(() => trial.SuggestInt("rate", 0, 1));
        Assert.Contains("A parameter keeps its kind", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pruner_compares_with_the_trials_that_just_ended()
    {
        using var study = Study.Create("pruned", new StudyOptions { Sampler = new RandomSampler(), Pruner = new MedianPruner(startupTrials: 2), Time = _clock });
        for (var i = 0; i < 3; i++)
        {
            var trial = study.Ask();
            trial.SuggestFloat("rate", 0, 1);
            trial.Report(i, 1);
            Assert.Equal(i == 2, trial.ShouldPrune());
            study.Tell(trial, i);
        }
    }

    private static void Run(Study study, int trials)
    {
        for (var i = 0; i < trials; i++)
        {
            var trial = study.Ask();
            study.Tell(trial, trial.SuggestFloat("rate", 0, 1) + trial.SuggestInt("layers", 1, 6));
        }
    }

    private IStorage Open(bool inMemory) => inMemory ? new MemoryStorage(_clock) : StorageFactory.Open($"sqlite:///{_folder}/study.db", _clock);

    private Study Join(IStorage storage) => Study.Create("shared", new StudyOptions
    {
        Storage = storage,
        LoadIfExists = true,
        Sampler = new RandomSampler(),
        Seed = 5,
        Time = _clock,
        Lease = TimeSpan.FromHours(1),
    });
}
