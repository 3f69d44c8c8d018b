using BenchmarkDotNet.Attributes;
using HyperScaffold.Samplers;
using HyperScaffold.Samplers.Random;
using HyperScaffold.Samplers.Tpe;
using HyperScaffold.Studies;

namespace HyperScaffold.Bench.Micro;

/// <summary>A whole trial in memory: ask, five suggestions, tell; the mean over a study of 1,000.</summary>
[MemoryDiagnoser]
public class StudyBenchmarks
{
    private const int Trials = 1000;

    [Benchmark(OperationsPerInvoke = Trials)]
    public void RandomTrial() => Run(new RandomSampler());

    [Benchmark(OperationsPerInvoke = Trials)]
    public void TpeTrial() => Run(new TpeSampler());

    private static void Run(ISampler sampler)
    {
        using var study = Study.Create("micro", new StudyOptions { Sampler = sampler, Space = Example.Space });
        study.Optimize(Objective, Trials);
    }

    private static double Objective(Trial trial)
    {
        var sum = trial.SuggestFloat("lr", 1e-5, 1e-1, log: true) + trial.SuggestFloat("momentum", 0, 0.99);
        sum += trial.SuggestInt("width", 16, 512, log: true) + trial.SuggestInt("layers", 1, 5);
        return Math.Sin(sum) + trial.SuggestCategorical("optimizer", ["sgd", "adam", "adamw"]).Length;
    }
}
