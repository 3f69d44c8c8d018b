using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Pruners;
using HyperScaffold.Samplers;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>What a trial needs of its study: where values come from, and who judges it.</summary>
/// <param name="lease">The trial's lease.</param>
/// <param name="view">What is known of the study.</param>
/// <param name="keeper">Writes facts.</param>
/// <param name="settings">How the trial was asked for.</param>
/// <param name="plan">What is fixed and proposed for it.</param>
/// <param name="controlShare">The share of trials that run on where they would be pruned.</param>
internal sealed class TrialScope(TrialLease lease, StudyView view, TrialKeeper keeper, AskSettings settings, TrialPlan plan, double controlShare)
{
    private CancellationTokenSource? _ending;
    private TrialParameters? _planned;
    private volatile bool _isLost;
    private volatile bool _isTold;

    /// <summary>Gets the direction of the study.</summary>
    public StudyDirection Direction => view.History.Direction;

    /// <summary>Gets what the trial knows of its study.</summary>
    public StudyView View => view;

    /// <summary>Gets the parameters that the trial will probably have, before it has suggested them.</summary>
    public TrialParameters Planned => _planned ??= plan.Proposed.ToParameters();

    /// <summary>Gets how long the trial may take, or null.</summary>
    public TimeSpan? Timeout => settings.TrialTimeout;

    /// <summary>Gets the layout that the study's trials begin with.</summary>
    public ParameterLayout Root => view.Root;

    /// <summary>Gets the token that ends the trial early; most objectives never ask for it.</summary>
    public CancellationToken Ending => (Volatile.Read(ref _ending) ?? MakeEnding()).Token;

    /// <summary>Starts the trial's time, where it is limited.</summary>
    public void StartTime()
    {
        if (settings.TrialTimeout is { } limit)
        {
            MakeEnding().CancelAfter(limit);
        }
    }

    /// <summary>Lets go of what would end the trial.</summary>
    public void Close() => Volatile.Read(ref _ending)?.Dispose();

    /// <summary>Notes that another worker has the trial now.</summary>
    public void Lose()
    {
        _isLost = true;
        Interlocked.MemoryBarrier();
        Volatile.Read(ref _ending)?.Cancel();
    }

    /// <summary>Notes that the trial was told and does not change any more.</summary>
    public void End() => _isTold = true;

    /// <summary>Refuses to go on with a trial that was told or that another worker has.</summary>
    public void RequireHeld()
    {
        if (_isTold)
        {
            throw new HyperException($"Trial {lease.Number} was told already and cannot change. Ask for another one.");
        }

        if (_isLost)
        {
            throw StorageErrors.Lost(lease, TrialState.Running);
        }
    }

    /// <summary>Refuses to go on when the run or the trial is over.</summary>
    public void RequireTime()
    {
        if (settings.Cancellation.IsCancellationRequested || Volatile.Read(ref _ending)?.IsCancellationRequested == true)
        {
            throw new OperationCanceledException(settings.Cancellation);
        }
    }

    /// <summary>What a training needs to know.</summary>
    /// <param name="number">The trial's number.</param>
    /// <param name="attributes">Its user attributes.</param>
    /// <param name="first">The number of the first attempt, which all attempts share their checkpoint with.</param>
    /// <returns>The context.</returns>
    public TrialContext Describe(int number, ImmutableDictionary<string, string> attributes, int first) => new()
    {
        Epochs = settings.Epochs,
        Seed = SeedOf(attributes) ?? settings.TrainingSeed,
        Device = settings.Device,
        TrialNumber = number,
        Metric = settings.Metric,
        Direction = Direction,
        ScoreTest = attributes.GetValueOrDefault(TrialAttributes.ScoreTest) == "true",
        Cancellation = Ending,
        CheckpointFile = settings.CheckpointFolder is { } folder ? TrialCheckpoints.PathOf(folder, first) : null,
        Seat = settings.Seat,
    };

    /// <summary>Sees to it that facts are written soon.</summary>
    public void FlushSoon() => keeper.FlushSoon();

    /// <summary>Tells whether a trial is a control of what pruning costs.</summary>
    /// <param name="number">The trial's number.</param>
    /// <returns>True for a small share of the numbers.</returns>
    public bool IsControl(int number) => RandomSource.For(settings.Seed, number, "prune control of " + view.History.StudyName).NextDouble() < controlShare;

    /// <summary>Asks the pruner.</summary>
    /// <param name="trial">The trial with its reports.</param>
    /// <returns>Its decision.</returns>
    public PruneDecision Judge(FrozenTrial trial)
    {
        // at its last step a trial has cost all that it will; ending it would only lose its value
        if (settings.Pruner is null || (settings.Epochs > 1 && trial.LastReport?.Step == settings.Epochs))
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
    /// <param name="distribution">Makes what it may be when it is on.</param>
    public void Switch(string name, Func<Distribution> distribution)
    {
        if (plan.HasFixed)
        {
            plan.Switch(name, distribution());
        }
    }

    /// <summary>Makes a layout longer by a parameter that fits the study.</summary>
    /// <param name="layout">What the trial has.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="distribution">What it may be.</param>
    /// <param name="asked">What it was asked for with.</param>
    /// <returns>The longer layout.</returns>
    public ParameterLayout Lengthen(ParameterLayout layout, string name, Distribution distribution, object asked)
    {
        lock (view.Gate)
        {
            view.RequireCompatible(name, distribution);
            return layout.With(name, distribution, asked);
        }
    }

    /// <summary>Chooses the value of a layout's last parameter: what is fixed, else the only one, else the proposal, else an independent draw.</summary>
    /// <param name="number">The trial's number.</param>
    /// <param name="layout">What the trial has then.</param>
    /// <returns>The internal value.</returns>
    public double Choose(int number, ParameterLayout layout)
    {
        var (name, distribution) = (layout.LastName, layout.Last);
        if (plan.HasFixed && plan.Fixed.ContainsKey(name))
        {
            return plan.Require(name, distribution);
        }

        if (distribution.IsSingle)
        {
            return distribution.ToInternal(Only(distribution));
        }

        if (plan.Proposed.TryGet(name, layout.Count - 1, out var proposed) && distribution.Contains(proposed))
        {
            return proposed;
        }

        lock (view.Gate)
        {
            return Draw(number, name, distribution);
        }
    }

    private static long? SeedOf(ImmutableDictionary<string, string> attributes) =>
        attributes.TryGetValue(TrialAttributes.Seed, out var json) && long.TryParse(json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed) ? seed : null;

    private CancellationTokenSource MakeEnding()
    {
        var made = CancellationTokenSource.CreateLinkedTokenSource(settings.Cancellation);
        if (Interlocked.CompareExchange(ref _ending, made, null) is { } known)
        {
            made.Dispose();
            return known;
        }

        if (_isLost)
        {
            made.Cancel();
        }

        return made;
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
            Peers = (settings.Pruner as IBracketed)?.PeersOf(view.History, number),
        };
        return distribution.Count is null && settings.Sampler.Propose(request).Values.TryGetValue(name, out var value) && distribution.Contains(value)
            ? value
            : UniformDraw.From(distribution, request.Random(name));
    }
}
