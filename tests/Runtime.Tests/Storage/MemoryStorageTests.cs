using HyperScaffold.Contracts;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Storage;

public sealed class MemoryStorageTests : StorageContract
{
    [Fact]
    public async Task Thirty_two_threads_claim_a_thousand_waiting_trials_once_each()
    {
        using var storage = Open();
        var study = storage.CreateStudy("race", StudyDirection.Minimize);
        ClaimRace.Enqueue(storage, study.Id);

        var claimed = await ClaimRace.RunThreads(storage, study.Id);

        Assert.Equal(Enumerable.Range(0, ClaimRace.Trials), claimed.Order());
        Assert.All(storage.Read(study.Id, StudyCursor.Start).Trials, t => Assert.Equal((TrialState.Complete, (double)t.Number), (t.State, t.Value)));
    }

    protected override IStorage Open() => StorageFactory.Open("memory:");
}
