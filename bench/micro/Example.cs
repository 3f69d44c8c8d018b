using System.Collections.Immutable;
using HyperScaffold.Samplers;
using HyperScaffold.Samplers.Random;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Bench.Micro;

/// <summary>Five mixed parameters and a history of random trials.</summary>
public static class Example
{
    public static SearchSpace Space { get; } = SearchSpace.Empty.Float("lr", 1e-5, 1e-1, log: true).Float("momentum", 0, 0.99)
        .Int("width", 16, 512, log: true).Int("layers", 1, 5).Categorical("optimizer", ["sgd", "adam", "adamw"]);

    public static TrialHistory History(int trials)
    {
        var (history, sampler) = (new TrialHistory("micro", StudyDirection.Minimize), new RandomSampler());
        for (var i = 0; i < trials; i++)
        {
            history.Update(Trial(i, sampler.Propose(Request(history, i)).Values));
        }

        return history;
    }

    public static SampleRequest Request(TrialHistory history, int number) => new() { Space = Space, History = history, Number = number, Index = number, Seed = 1 };

    public static FrozenTrial Trial(int number, ImmutableDictionary<string, double> values, SearchSpace? space = null) => new()
    {
        Id = number,
        Number = number,
        State = TrialState.Complete,
        Value = values.Values.Sum(v => Math.Sin(3 * v)),
        Parameters = values.ToImmutableDictionary(v => v.Key, v => new ParameterValue((space ?? Space).Find(v.Key)!.Distribution, v.Value), StringComparer.Ordinal),
        IntermediateValues = [.. Enumerable.Range(1, 30).Select(s => new IntermediateValue(s, (1.0 / s) + (0.001 * number)))],
    };
}
