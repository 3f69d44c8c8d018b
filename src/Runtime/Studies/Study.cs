using System.Collections.Immutable;
using HyperScaffold.Pruners;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>
/// A search for the best value of an objective, with Optuna's words. Safe to use from several threads; several
/// processes may work on one study.
/// </summary>
public sealed class Study : IDisposable
{
    private readonly StudyOptions _options;
    private readonly TrialAsker _asker;
    private readonly bool _ownsStorage;

    /// <summary>Initializes a new instance of the <see cref="Study"/> class.</summary>
    /// <param name="storage">Where it lies.</param>
    /// <param name="record">The study.</param>
    /// <param name="options">How it is opened.</param>
    internal Study(IStorage storage, StudyRecord record, StudyOptions options)
    {
        HyperException.ThrowIfAny(nameof(StudyOptions), options.Check());
        (Storage, Record, _options, _ownsStorage) = (storage, record, options, options.Storage is null);
        View = new StudyView(storage, record, options.Time);
        Keeper = new TrialKeeper(storage, record, options);
        _asker = new TrialAsker(storage, record, View, Keeper, options);
        DefaultSettings = new AskSettings
        {
            Sampler = options.Sampler ?? StudyDefaults.Sampler,
            Pruner = options.Pruner,
            Space = options.Space,
            Seed = options.Seed,
            TrainingSeed = options.Seed,
            Epochs = options.Epochs,
            Device = options.Device,
            Metric = options.Metric,
        };
    }

    /// <summary>Gets the name.</summary>
    public string Name => Record.Name;

    /// <summary>Gets which values are better.</summary>
    public StudyDirection Direction => Record.Direction;

    /// <summary>Gets where the study lies.</summary>
    public IStorage Storage { get; }

    /// <summary>Gets all trials as they are now, by number.</summary>
    public IReadOnlyList<FrozenTrial> Trials => Look(view => view.History.All.ToImmutableArray());

    /// <summary>Gets the complete trial with the best value; confirm trials do not count.</summary>
    /// <exception cref="HyperException">No trial is complete yet.</exception>
    public FrozenTrial BestTrial => Look(view => view.Best) ?? throw new HyperException($"The study '{Name}' has no complete trial yet, so there is no best one. Run some trials first.");

    /// <summary>Gets the best value.</summary>
    /// <exception cref="HyperException">No trial is complete yet.</exception>
    public double BestValue => BestTrial.Value ?? double.NaN;

    /// <summary>Gets the best trial's values by name.</summary>
    /// <exception cref="HyperException">No trial is complete yet.</exception>
    public IReadOnlyDictionary<string, object?> BestParams => BestTrial.Parameters.ToDictionary(p => p.Key, p => p.Value.External, StringComparer.Ordinal);

    /// <summary>Gets the user attributes as they are now: JSON text by key.</summary>
    public IReadOnlyDictionary<string, string> UserAttributes => (Storage.FindStudy(Name) ?? Record).UserAttributes;

    internal FrozenTrial? BestKnown => Look(view => view.Best);

    internal StudyRecord Record { get; }

    internal StudyView View { get; }

    internal TrialKeeper Keeper { get; }

    internal TimeProvider Time => _options.Time;

    internal AskSettings DefaultSettings { get; }

    /// <summary>Creates a study.</summary>
    /// <param name="name">A name that is new in its storage.</param>
    /// <param name="options">How; null for a study in memory that minimizes.</param>
    /// <returns>The study; dispose it when done.</returns>
    /// <exception cref="HyperException">The name is taken, or the options break a rule.</exception>
    public static Study Create(string name, StudyOptions? options = null)
    {
        options ??= new StudyOptions();
        var storage = options.Storage ?? new MemoryStorage(options.Time);
        var known = options.LoadIfExists ? storage.FindStudy(name) : null;
        return new Study(storage, known ?? CreateOrFind(storage, name, options), options);
    }

    /// <summary>Opens a study that exists.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">Where it lies, and how it goes on.</param>
    /// <returns>The study; dispose it when done.</returns>
    /// <exception cref="HyperException">There is no such study, or the options break a rule.</exception>
    public static Study Load(string name, StudyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var storage = options.Storage ?? throw new HyperException($"Loading the study '{name}' needs a storage. Set StudyOptions.Storage.");
        return new Study(storage, storage.FindStudy(name) ?? throw StorageErrors.NoStudy($"'{name}'", storage.DisplayUrl), options);
    }

    /// <summary>Takes the next trial: a waiting one first, otherwise a new one.</summary>
    /// <returns>The trial; tell its outcome, or its lease runs out and it is repeated.</returns>
    /// <exception cref="HyperException">The sampler has nothing left to try.</exception>
    public Trial Ask() => Ask(DefaultSettings).Trial
        ?? throw new HyperException($"The sampler of the study '{Name}' has nothing left to try. Every point was evaluated; stop here, or widen the space.");

    /// <summary>
    /// Takes the next trial with a value for every parameter of a space. It is durable when this returns, so that another
    /// process may tell it: one that opens the study under the same <see cref="StudyOptions.Worker"/>.
    /// </summary>
    /// <param name="space">The space.</param>
    /// <param name="limit">Takes no new trial where the study has this many; null for no limit.</param>
    /// <returns>The trial; null where the limit is reached, or the sampler has nothing left to try.</returns>
    /// <exception cref="HyperException">The space does not fit the study.</exception>
    public Trial? TryAsk(SearchSpace space, int? limit = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        lock (View.Gate)
        {
            View.Refresh();
            foreach (var parameter in space.Parameters)
            {
                View.RequireCompatible(parameter.Name, parameter.Distribution);
            }
        }

        Keeper.Reap();
        return Ask(DefaultSettings with { Space = space, Limit = limit }).Trial is { } trial ? TrialEnd.Begin(this, trial, space) : null;
    }

    /// <summary>Takes up a running trial again that was asked for under this worker's name, in this process or an earlier one.</summary>
    /// <param name="number">The trial's number.</param>
    /// <returns>The trial, with its lease extended.</returns>
    /// <exception cref="HyperException">It does not run under this name: it is finished, its lease ran out, or another has it.</exception>
    public Trial Resume(int number) => Keeper.Find(number) ?? _asker.Resume(number, DefaultSettings) ?? throw TrialEnd.NotHere(this, number);

    /// <summary>Ends a trial with a value; NaN ends it as failed.</summary>
    /// <param name="trial">A trial asked for here.</param>
    /// <param name="value">The objective value.</param>
    /// <returns>The trial's facts.</returns>
    /// <exception cref="LeaseLostException">The trial was told already, or taken away.</exception>
    public FrozenTrial Tell(Trial trial, double value) => TrialEnd.Complete(this, trial, value);

    /// <summary>Ends a trial without a value of its own: pruned (its last report becomes its value) or failed.</summary>
    /// <param name="trial">A trial asked for here.</param>
    /// <param name="state">Pruned or failed.</param>
    /// <param name="reason">Why, kept with the trial; null for none.</param>
    /// <returns>The trial's facts.</returns>
    /// <exception cref="HyperException">The state is neither; or the trial was told already or taken away.</exception>
    public FrozenTrial Tell(Trial trial, TrialState state, string? reason = null) => TrialEnd.Without(this, trial, state, reason);

    /// <summary>Ends a trial by its number.</summary>
    /// <param name="number">The number of a trial that was asked for under this worker's name, in this process or an earlier one.</param>
    /// <param name="value">The objective value.</param>
    /// <returns>The trial's facts.</returns>
    /// <exception cref="HyperException">The trial does not run under this name.</exception>
    public FrozenTrial Tell(int number, double value) => Tell(Resume(number), value);

    /// <summary>Puts values into the queue; the next asks take them first.</summary>
    /// <param name="parameters">External values by name; what is left out is sampled.</param>
    /// <param name="userAttributes">User attributes of the trial, by key.</param>
    /// <returns>The waiting trial's number.</returns>
    public int EnqueueTrial(IReadOnlyDictionary<string, object?> parameters, IReadOnlyDictionary<string, object?>? userAttributes = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return AddTrial(new NewTrial
        {
            State = TrialState.Waiting,
            UserAttributes = (userAttributes ?? new Dictionary<string, object?>()).ToImmutableDictionary(a => a.Key, a => PythonJson.Write(a.Value), StringComparer.Ordinal),
            SystemAttributes = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal).Add(TrialAttributes.FixedParameters, PythonJson.Write(parameters)),
        });
    }

    /// <summary>Adds a trial that finished elsewhere, or waits.</summary>
    /// <param name="trial">The trial.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="HyperException">The trial breaks a rule.</exception>
    public int AddTrial(NewTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        lock (View.Gate)
        {
            foreach (var (name, value) in trial.Parameters)
            {
                View.RequireCompatible(name, value.Distribution);
            }

            return Storage.Add(Record.Id, trial);
        }
    }

    /// <summary>Sets a user attribute of the study.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Null, a bool, a number, a text, a list or a dictionary with text keys.</param>
    public void SetUserAttribute(string key, object? value) => Storage.SetStudyAttribute(Record.Id, key, PythonJson.Write(value));

    /// <summary>Writes what trials that run here suggested and reported; it is durable when this returns.</summary>
    /// <exception cref="HyperException">The storage refuses, or a trial was taken away.</exception>
    public void Flush()
    {
        foreach (var trial in Keeper.Running)
        {
            trial.Journal.Write(Storage);
        }
    }

    /// <summary>Runs trials until a limit is reached.</summary>
    /// <param name="objective">The objective; it may throw <see cref="TrialPrunedException"/>.</param>
    /// <param name="options">When to stop, and on how many threads.</param>
    /// <param name="cancellation">Stops early: running trials are handed back, and nothing is lost.</param>
    /// <returns>How many trials ran, and why it stopped.</returns>
    /// <exception cref="HyperException">The options break a rule, or too many trials failed in a row.</exception>
    /// <exception cref="OperationCanceledException">It was stopped early.</exception>
    public OptimizeResult Optimize(Func<Trial, double> objective, OptimizeOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(options);
        HyperException.ThrowIfAny(nameof(OptimizeOptions), options.Check());
        using var optimizer = new Optimizer(this, objective, options, cancellation);
        return optimizer.Run();
    }

    /// <summary>Runs a number of trials more, one after the other.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="trials">How many more.</param>
    /// <returns>How many trials ran, and why it stopped.</returns>
    public OptimizeResult Optimize(Func<Trial, double> objective, int trials) => Optimize(objective, new OptimizeOptions { Trials = trials });

    /// <summary>Writes what is pending and lets the study go; trials asked for but not told stay running until their lease ends.</summary>
    public void Dispose()
    {
        Keeper.Dispose();
        if (_ownsStorage)
        {
            Storage.Dispose();
        }
    }

    internal AskResult Ask(AskSettings settings) => _asker.Ask(settings);

    // another process may create it between the look and now
    private static StudyRecord CreateOrFind(IStorage storage, string name, StudyOptions options)
    {
        try
        {
            return storage.CreateStudy(name, options.Direction);
        }
        catch (HyperException) when (options.LoadIfExists && storage.FindStudy(name) is not null)
        {
            return storage.FindStudy(name) ?? throw StorageErrors.NoStudy($"'{name}'", storage.DisplayUrl);
        }
    }

    /// <summary>Asks for a trial that is evaluated with others, after these have written down what they try.</summary>
    internal AskResult Ask(AskSettings settings, TrialSeat? seat)
    {
        if (seat is null)
        {
            return Ask(settings);
        }

        Keeper.FlushAll();
        return Ask(settings with { Seat = seat });
    }

    /// <summary>How many trials a pruner wants to begin at once at the most.</summary>
    internal int MostAtOnce(IPruner? pruner) => pruner is AutoPruner auto ? Look(view => auto.MostAtOnce(view.History)) : int.MaxValue;

    private T Look<T>(Func<StudyView, T> read)
    {
        lock (View.Gate)
        {
            View.Refresh();
            return read(View);
        }
    }
}
