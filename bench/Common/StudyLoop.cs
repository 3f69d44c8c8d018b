using System.Collections.Immutable;
using HyperScaffold.Samplers;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Bench.Common;

/// <summary>A study in memory with nothing around the sampler: ask, evaluate, remember.</summary>
public sealed class StudyLoop(SearchSpace space, ISampler sampler, long seed, TrialHistory? history = null, int first = 0)
{
    private int _next = first;

    public TrialHistory History { get; } = history ?? new("bench", StudyDirection.Minimize);

    public Proposal Ask() => sampler.Propose(new SampleRequest { Space = space, History = History, Number = _next, Index = _next, Seed = seed });

    /// <summary>Runs trials until a number is reached or nothing is left to try.</summary>
    /// <param name="trials">How many.</param>
    /// <param name="objective">The value of a configuration; null fails the trial.</param>
    public void Run(int trials, Func<IReadOnlyDictionary<string, double>, int, double?> objective)
    {
        for (var i = 0; i < trials; i++)
        {
            var proposal = Ask();
            if (proposal.IsExhausted)
            {
                return;
            }

            Tell(proposal, objective(proposal.Values, _next));
        }
    }

    public void Tell(Proposal proposal, double? value)
    {
        var parameters = ImmutableDictionary.CreateBuilder<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var (name, v) in proposal.Values)
        {
            parameters[name] = new ParameterValue(space.Find(name)!.Distribution, v);
        }

        History.Update(new FrozenTrial
        {
            Id = _next,
            Number = _next,
            State = value is null ? TrialState.Fail : TrialState.Complete,
            Value = value,
            Parameters = parameters.ToImmutable(),
        });
        _next++;
    }
}
