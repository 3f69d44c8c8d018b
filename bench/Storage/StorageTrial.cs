using HyperScaffold.Samplers.Random;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Bench.Storage;

/// <summary>The trial that all storage measures use: five parameters, one report.</summary>
public static class StorageTrial
{
    public static double Evaluate(Trial trial)
    {
        var value = Math.Pow(Math.Log10(trial.SuggestFloat("rate", 1e-5, 1, log: true)) + 2, 2)
            + trial.SuggestFloat("dropout", 0, 0.7)
            + trial.SuggestInt("layers", 1, 6)
            + trial.SuggestCategorical("batch", [16, 32, 64, 128])
            + (trial.SuggestCategorical("optimizer", ["sgd", "adam"]).Length / 10.0);
        trial.Report(value, 1);
        return value;
    }

    public static Study Open(IStorage storage, string name, TimeSpan? lease = null) => Study.Create(name, new StudyOptions
    {
        Storage = storage,
        LoadIfExists = true,
        Sampler = new RandomSampler(),
        Direction = StudyDirection.Minimize,
        Lease = lease ?? TimeSpan.FromSeconds(60),
    });
}
