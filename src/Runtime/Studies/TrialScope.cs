using HyperScaffold.Pruners;
using HyperScaffold.Samplers;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>What a trial needs of its study: where values come from, and who judges it.</summary>
/// <param name="view">What is known of the study.</param>
/// <param name="keeper">Writes facts.</param>
/// <param name="settings">How the trial was asked for.</param>
/// <param name="plan">What is fixed and proposed for it.</param>
/// <param name="controlShare">The share of trials that run on where they would be pruned.</param>
internal sealed class TrialScope(StudyView view, TrialKeeper keeper, AskSettings settings, TrialPlan plan, double controlShare)
{
    /// <summary>Gets the direction of the study.</summary>
    public StudyDirection Direction => view.History.Direction;

    /// <summary>Gets how long the trial may take, or null.</summary>
    public TimeSpan? Timeout => settings.TrialTimeout;

    /// <summary>Gets what ends the trial early.</summary>
    public required CancellationTokenSource Ending { get; init; }

    /// <summary>Sees to it that facts are written soon.</summary>
    public void FlushSoon() => keeper.FlushSoon();

    /// <summary>Tells whether a trial is a control of what pruning costs.</summary>
    /// <param name="number">The trial's number.</param>
    /// <returns>True for a small share of the numbers.</returns>
    public bool IsControl(int number) => RandomSource.For(settings.Seed, number, "prune control").NextDouble() < controlShare;

    /// <summary>Asks the pruner.</summary>
    /// <param name="trial">The trial with its reports.</param>
    /// <returns>Its decision.</returns>
    public PruneDecision Judge(FrozenTrial trial)
    {
        if (settings.Pruner is null)
        {
            return PruneDecision.Continue;
        }

        lock (view.Gate)
        {
            view.RefreshIfStale();
            return settings.Pruner.Decide(new PruneRequest { Trial = trial, History = view.History });
        }
    }

    /// <summary>Where a value was fixed for a parameter that can be off, fixes its switch too.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="distribution">What it may be when it is on.</param>
    public void Switch(string name, Distribution distribution) => plan.Switch(name, distribution);

    /// <summary>Chooses a value: what is fixed, else the only one, else the proposal, else an independent draw.</summary>
    /// <param name="number">The trial's number.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="distribution">What it may be.</param>
    /// <param name="chosen">What the trial has already.</param>
    /// <returns>The internal value.</returns>
    public double Choose(int number, string name, Distribution distribution, IReadOnlyDictionary<string, ParameterValue> chosen)
    {
        lock (view.Gate)
        {
            view.RequireCompatible(name, distribution);
            if (plan.Fixed.TryGetValue(name, out var external))
            {
                return distribution.ToInternal(external);
            }

            if (distribution.IsSingle)
            {
                return distribution.ToInternal(Only(distribution));
            }

            return plan.Proposed.TryGetValue(name, out var proposed) && distribution.Contains(proposed)
                ? proposed
                : Draw(number, name, distribution);
        }
    }

    private static object? Only(Distribution distribution) => distribution switch
    {
        FloatDistribution f => f.Low,
        IntDistribution i => i.Low,
        CategoricalDistribution c => c.Choices[0],
        _ => null,
    };

    // a countable parameter alone would look exhausted to a sampler long before the study is
    private double Draw(int number, string name, Distribution distribution)
    {
        var request = new SampleRequest
        {
            Space = new SearchSpace(new SpaceParameter(name, distribution)),
            History = view.History,
            Number = number,
            Index = view.IndexOf(number, settings.Offset),
            Seed = settings.Seed,
        };
        return distribution.Count is null && settings.Sampler.Propose(request).Values.TryGetValue(name, out var value) && distribution.Contains(value)
            ? value
            : UniformDraw.From(distribution, request.Random(name));
    }
}
