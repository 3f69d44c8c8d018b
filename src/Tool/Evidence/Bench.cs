using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Pruners;
using HyperScaffold.Samplers;
using HyperScaffold.Spaces;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Tool.Evidence;

/// <summary>
/// Where an arm tunes with one seed. Every training runs to its end and is shared by all arms that ask for it; an arm pays for
/// the epochs that it would have trained, so that one that prunes pays for less.
/// </summary>
/// <param name="trainings">What trains.</param>
/// <param name="plan">The project's plan.</param>
/// <param name="yardstick">What arms look at.</param>
/// <param name="seed">The seed of sampler and trainings.</param>
/// <param name="cancellation">Ends it early.</param>
internal sealed class Bench(ITrainings trainings, Plan plan, Yardstick yardstick, long seed, CancellationToken cancellation)
{
    private static readonly string[] Blind = ["random", "quasi-random"];

    /// <summary>Gets the plan.</summary>
    public Plan Plan { get; } = plan;

    /// <summary>Gets the seed.</summary>
    public long Seed { get; } = seed;

    /// <summary>Gets the yardstick.</summary>
    public Yardstick Yardstick { get; } = yardstick;

    /// <summary>Gets the token that ends the arm.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Gets who notes what is asked of this bench and invents the answers, so that nothing trains; null where trainings are real.</summary>
    public Rehearsal? Rehearsal { get; private init; } = trainings as Rehearsal;

    /// <summary>Gets how many epochs a full training has.</summary>
    public int Epochs => trainings.Epochs;

    /// <summary>Gets the external values of all parameters that the plan begins with.</summary>
    public ImmutableSortedDictionary<string, object?> Defaults { get; } = DecisionBook.Empty.Tuned(plan);

    /// <summary>Trains to the end.</summary>
    /// <param name="values">The external values of all parameters.</param>
    /// <param name="seed">The training seed; null for the bench's.</param>
    /// <returns>The curve.</returns>
    public Curve Train(ImmutableSortedDictionary<string, object?> values, long? seed = null) =>
        trainings.TrainAsync(new Recipe(values, seed ?? Seed), cancellation).GetAwaiter().GetResult();

    /// <summary>Makes the same bench with a fault in the training: a value is not passed on, and a fixed one is trained in its place.</summary>
    /// <param name="parameter">The name of the parameter that is not heard.</param>
    /// <returns>The bench whose trainings all have that parameter's default.</returns>
    public Bench Deaf(string parameter)
    {
        Rehearsal?.Note($"deaf to {parameter}");
        return new(new DeafTrainings(trainings, parameter, Defaults[parameter]), Plan, Yardstick, Seed, cancellation) { Rehearsal = Rehearsal };
    }

    /// <summary>Lets a training begin that will be asked for.</summary>
    /// <param name="values">The external values of all parameters.</param>
    /// <param name="seed">The training seed; null for the bench's.</param>
    public void Foresee(ImmutableSortedDictionary<string, object?> values, long? seed = null) =>
        _ = trainings.TrainAsync(new Recipe(values, seed ?? Seed), cancellation);

    /// <summary>Searches some parameters around fixed values of the others.</summary>
    /// <param name="tuned">The parameters with their ranges; one of a name of its own stands for the plan's parameter that its role names.</param>
    /// <param name="sampler">The sampler's name.</param>
    /// <param name="trials">How many trials.</param>
    /// <param name="options">The values around, the pruner and a limit of epochs.</param>
    /// <returns>The best trial's values and what the search took.</returns>
    public ArmEnd Search(IReadOnlyList<PlanParameter> tuned, string sampler, int trials, BenchSearch? options = null)
    {
        ArgumentNullException.ThrowIfNull(tuned);
        options ??= new BenchSearch();
        var around = options.Around ?? Defaults;
        tuned = options.TunesLength ? [.. tuned, BenchSpace.Length(Epochs)] : tuned;
        return Rehearsal?.Search(tuned, around, $"{sampler} {trials}", options) ?? Search(tuned, around, (sampler, trials), options);
    }

    private ArmEnd Search(IReadOnlyList<PlanParameter> tuned, ImmutableSortedDictionary<string, object?> around, (string Sampler, int Trials) by, BenchSearch options)
    {
        var (sampler, trials) = by;
        var space = BenchSpace.Of(Plan, tuned);
        var search = space.ToSearchSpace();
        if (Blind.Contains(sampler) && options.MostEpochs == int.MaxValue)
        {
            Foresee((space, around), Options(search, sampler, options), trials);
        }

        using var study = Study.Create("arm", Options(search, sampler, options));
        var runner = new ReplayRunner(this, space, around) { OnTrial = options.OnTrial };
        for (var i = 0; i < trials && runner.Used < options.MostEpochs; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Run(study, runner);
        }

        var done = study.Trials;
        var best = done
            .Where(t => t is { State: TrialState.Complete, Value: not null } && options.MayWin(BenchSpace.Values(space, around, t)))
            .OrderByDescending(t => Yardstick.Lead(t.Value ?? 0, 0)).ThenBy(t => t.Number)
            .FirstOrDefault();
        var winner = best is null ? around : BenchSpace.Values(space, around, best);
        return new ArmEnd(winner, done.Count, runner.Used)
        {
            Seen = best?.Value,
            Length = best?.Parameters.TryGetValue(BenchSpace.LengthName, out var length) == true ? (int)length.Internal : null,
        };
    }

    private StudyOptions Options(SearchSpace search, string sampler, BenchSearch options) => new()
    {
        Direction = Yardstick.Direction,
        Sampler = SamplerFactory.Create(sampler, search),
        Pruner = PrunerFactory.Create(options.Pruner, Epochs, options.Warmup),
        Space = search,
        Seed = Seed,
        Epochs = Epochs,
    };

    // what such a sampler will try does not depend on how trials end, so that all of it may wait for the workers at once
    private void Foresee((PhaseSpace Space, ImmutableSortedDictionary<string, object?> Around) at, StudyOptions options, int trials)
    {
        using var study = Study.Create("ahead", options);
        for (var i = 0; i < trials; i++)
        {
            var trial = study.Ask();
            Foresee(BenchSpace.Suggest(at.Space, at.Around, trial), trial.Context.Seed);
            study.Tell(trial, 0);
        }
    }

    private static void Run(Study study, ReplayRunner runner)
    {
        var trial = study.Ask();
        try
        {
            study.Tell(trial, runner.Evaluate(trial));
        }
        catch (TrialPrunedException)
        {
            study.Tell(trial, TrialState.Pruned);
        }
    }
}
