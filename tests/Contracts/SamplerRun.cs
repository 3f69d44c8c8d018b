using System.Collections.Immutable;
using HyperScaffold.Samplers;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Contracts;

/// <summary>A study reduced to what a sampler sees: proposes, evaluates, remembers.</summary>
public sealed class SamplerRun(SearchSpace space, ISampler sampler, long seed = 1, StudyDirection direction = StudyDirection.Minimize)
{
    public TrialHistory History { get; } = new("run", direction);

    public SearchSpace Space { get; set; } = space;

    public int Next { get; private set; }

    public static FrozenTrial Trial(int number, TrialState state, double? value, SearchSpace space, IReadOnlyDictionary<string, double> values) => new()
    {
        Id = number,
        Number = number,
        State = state,
        Value = value,
        Parameters = ImmutableDictionary.Create<string, ParameterValue>(StringComparer.Ordinal).AddRange(values.Select(v => KeyValuePair.Create(v.Key, new ParameterValue(space.Find(v.Key)!.Distribution, v.Value)))),
    };

    public SampleRequest Request(int? number = null) => new() { Space = Space, History = History, Number = number ?? Next, Index = number ?? Next, Seed = seed };

    /// <summary>Asks, evaluates and tells. A null from the objective is a failed trial.</summary>
    public List<Proposal> Run(int trials, Func<IReadOnlyDictionary<string, double>, double?> objective, Func<SampleRequest, SampleRequest>? change = null)
    {
        var proposals = new List<Proposal>();
        for (var i = 0; i < trials; i++)
        {
            var request = change is null ? Request() : change(Request());
            var proposal = sampler.Propose(request);
            if (proposal.IsExhausted)
            {
                break;
            }

            proposals.Add(proposal);
            Tell(proposal.Values, objective(proposal.Values));
        }

        return proposals;
    }

    public void Tell(IReadOnlyDictionary<string, double> values, double? value)
    {
        History.Update(Trial(Next, value is null ? TrialState.Fail : TrialState.Complete, value, Space, values));
        Next++;
    }
}
