using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
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

    [Fact]
    public void A_killed_final_training_goes_on_from_its_checkpoint_to_the_same_scores()
    {
        Assert.Equal(137, Train("train").Code);
        Assert.False(File.Exists(Path.Combine(_folder, "model.safetensors")));

        var (code, output) = Train(string.Empty);

        Assert.Equal(0, code);
        Assert.Contains("goes on after epoch 4 of 7, from its checkpoint", output, StringComparison.Ordinal);
        using var kept = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "model.json")));
        var context = new TrialContext { Epochs = KilledTraining.Epochs, Seed = 1, Metric = "validation_loss", Direction = StudyDirection.Minimize };
        Assert.Equal(KilledTraining.Final(context).Min(e => e.ValidationLoss), kept.RootElement.GetProperty("validation").GetDouble(), 1e-5);
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.checkpoint", SearchOption.AllDirectories));
    }

    private (int Code, string Output) Train(string killed)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KilledTraining).Assembly.Location, "train"]) { WorkingDirectory = _folder, RedirectStandardOutput = true };
        start.Environment[KilledTraining.Killed] = killed;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
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
