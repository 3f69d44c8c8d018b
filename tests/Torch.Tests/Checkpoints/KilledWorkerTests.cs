using System.Collections.Immutable;
using HyperScaffold.Storage;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Torch.Tests.Checkpoints;

public sealed class KilledWorkerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hyper-killed-").FullName;

    private string Url => $"sqlite:///{_folder}/studies.db";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_killed_workers_trial_goes_on_from_its_checkpoint_with_the_losses_of_an_undisturbed_one()
    {
        using var storage = StorageFactory.Open(Url);
        var study = storage.CreateStudy("torch-killed", StudyDirection.Minimize);
        storage.SetStudyAttribute(study.Id, SpaceJson.AttributeKey, SpaceJson.Write(KilledTraining.Space));
        for (var i = 0; i < 2; i++)
        {
            storage.Add(study.Id, new NewTrial
            {
                State = TrialState.Waiting,
                UserAttributes = Of(TrialAttributes.Round, "\"explore\""),
                SystemAttributes = Of(TrialAttributes.FixedParameters, """{"rate": 0.01}"""),
            });
        }

        await using (var executor = new ProcessRoundExecutor(Options()))
        {
            var order = new RoundOrder { Round = "explore", Trials = 2, Sampler = "random", Pruner = "none", Epochs = KilledTraining.Epochs };
            await executor.RunAsync(storage, study, order, new Progress<RoundProgress>(), TestContext.Current.CancellationToken);
        }

        var trials = storage.Read(study.Id, StudyCursor.Start).Trials;
        Assert.Equal([TrialState.Complete, TrialState.Fail, TrialState.Complete], trials.Select(t => t.State));
        Assert.Equal(trials[0].IntermediateValues, trials[2].IntermediateValues);
        Assert.Equal(trials[0].UserAttributes[TrialAttributes.Metrics], trials[2].UserAttributes[TrialAttributes.Metrics]);
        Assert.Contains("goes on after epoch 4 of 7", await File.ReadAllTextAsync(Path.Combine(_folder, "logs", "torch-killed", "2.log"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.checkpoint", SearchOption.AllDirectories));
    }

    private static ImmutableDictionary<string, string> Of(string key, string json) => ImmutableDictionary.Create<string, string>(StringComparer.Ordinal).Add(key, json);

    private ProcessOptions Options() => new()
    {
        FileName = "dotnet",
        Arguments = [typeof(KilledTraining).Assembly.Location],
        StorageUrl = Url,
        LogFolder = Path.Combine(_folder, "logs"),
        CheckpointFolder = Path.Combine(_folder, "checkpoints"),
        WorkingFolder = _folder,
        Slots = LocalSlots.Cores(1),
        Environment = ImmutableSortedDictionary<string, string>.Empty.Add(KilledTraining.Killed, "1"),
        Backoff = TimeSpan.FromMilliseconds(20),
    };
}
