using HyperScaffold.Samplers;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Tests.Phases;

/// <summary>
/// Evaluates rounds in this process on a formula: spread evenly while exploring (Halton points with a random shift),
/// uniformly within the focus while refining. It can be told to die after so many trials.
/// </summary>
internal sealed class SimulatedExecutor(Func<SearchSpace> space, SimulatedTraining train, long seed = 1) : IRoundExecutor
{
    private static readonly int[] Bases = [2, 3, 5, 7, 11, 13];
    private readonly ManualClock _clock = new();

    public List<RoundOrder> Orders { get; } = [];

    public int? DiesAfter { get; set; }

    public Task RunAsync(IStorage storage, StudyRecord study, RoundOrder order, IProgress<RoundProgress> progress, CancellationToken cancellation)
    {
        Orders.Add(order);
        var claim = new ClaimRequest("simulated", TimeSpan.FromMinutes(1), order.Round);
        while (true)
        {
            var claimed = storage.Claim(study.Id, claim);
            claimed ??= order.Round == TrialAttributes.ConfirmRound ? null : storage.Create(study.Id, claim, order.Trials);
            if (claimed is null)
            {
                return Task.CompletedTask;
            }

            if (DiesAfter is { } left)
            {
                if (left == 0)
                {
                    storage.Append(claimed.Lease, [new TrialFact.HandedBack()]);
                    throw new SimulatedCrashException();
                }

                DiesAfter = left - 1;
            }

            Evaluate(storage, claimed, order);
        }
    }

    private void Evaluate(IStorage storage, ClaimedTrial claimed, RoundOrder order)
    {
        var parameters = Suggest(claimed.Trial, order);
        var facts = parameters.Select(p => (TrialFact)new TrialFact.ParameterSet(p.Key, p.Value)).ToList();
        var attributes = claimed.Trial.UserAttributes;
        var trainingSeed = attributes.TryGetValue(TrialAttributes.Seed, out var s) ? long.Parse(s, System.Globalization.CultureInfo.InvariantCulture) : order.TrainingSeed;
        var outcome = train(parameters.ToDictionary(p => p.Key, p => p.Value.External, StringComparer.Ordinal), trainingSeed, claimed.Trial.Number);
        facts.AddRange(outcome.Curve.Select((v, i) => new TrialFact.Reported(new IntermediateValue(i + 1, v))));
        if (outcome.Metrics is { } metrics)
        {
            facts.Add(new TrialFact.UserAttributeSet(TrialAttributes.Metrics, metrics));
        }

        if (outcome.Reason is { } reason)
        {
            facts.Add(new TrialFact.UserAttributeSet(TrialAttributes.Reason, PythonJson.Write(reason)));
        }

        facts.Add(outcome.Value is { } value ? new TrialFact.Ended(outcome.Pruned ? TrialState.Pruned : TrialState.Complete, value) : new TrialFact.Ended(TrialState.Fail, null));
        storage.Append(claimed.Lease, facts);
        _clock.Advance(1);
    }

    private Dictionary<string, ParameterValue> Suggest(FrozenTrial trial, RoundOrder order)
    {
        var all = PythonJson.ReadObject(trial.SystemAttributes.GetValueOrDefault(TrialAttributes.FixedParameters));
        var chosen = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        var inner = new Dictionary<string, double>(StringComparer.Ordinal);
        var dimension = 0;
        foreach (var p in space().Parameters)
        {
            var axis = dimension++;
            if (!p.IsActive(inner))
            {
                continue;
            }

            inner[p.Name] = all.TryGetValue(p.Name, out var given) ? p.Distribution.ToInternal(given) : Draw(p, trial.Number, axis, order);
            chosen[p.Name] = new ParameterValue(p.Distribution, inner[p.Name]);
        }

        return chosen;
    }

    private double Draw(SpaceParameter p, int number, int axis, RoundOrder order)
    {
        if (order.Sampler == "quasi-random")
        {
            var shift = RandomSource.For(seed, 0, p.Name).NextDouble();
            return Scale(p.Distribution, (Halton(number, Bases[axis]) + shift) % 1, null);
        }

        var u = RandomSource.For(seed, number, p.Name).NextDouble();
        return Scale(p.Distribution, u, order.Focus.TryGetValue(p.Name, out var focus) ? focus : null);
    }

    private static double Scale(Distribution distribution, double u, FocusRange? focus) => distribution switch
    {
        FloatDistribution f => Between(focus?.Low ?? f.Low, focus?.High ?? f.High, f.Log, u),
        IntDistribution i => Math.Round(Between(focus?.Low ?? i.Low, focus?.High ?? i.High, i.Log, u)),
        CategoricalDistribution c => Math.Floor(u * c.Choices.Count),
        _ => 0,
    };

    private static double Between(double low, double high, bool log, double u) =>
        log ? Math.Exp(Math.Log(low) + (u * (Math.Log(high) - Math.Log(low)))) : low + (u * (high - low));

    private static double Halton(int index, int b)
    {
        var (result, f) = (0.0, 1.0 / b);
        for (var i = index + 1; i > 0; i /= b, f /= b)
        {
            result += f * (i % b);
        }

        return result;
    }
}
