namespace HyperScaffold.Trials;

/// <summary>
/// What samplers and pruners may know of a study: its trials, kept in order as they change. A study feeds it; a
/// sampler only reads it. Derived tables (sorted, transformed observations) are made once by <see cref="Derive"/>
/// and told of each finished trial, so that an ask does not rescan. Not thread-safe: the study serializes access.
/// </summary>
public sealed class TrialHistory
{
    private readonly List<FrozenTrial?> _byNumber = [];
    private readonly List<FrozenTrial> _finished = [];
    private readonly SortedDictionary<int, FrozenTrial> _open = [];
    private readonly Dictionary<Type, ITrialObserver> _derived = [];

    /// <summary>Initializes a new instance of the <see cref="TrialHistory"/> class.</summary>
    /// <param name="studyName">The study's name, which Hyperband's brackets depend on.</param>
    /// <param name="direction">Which values are better.</param>
    public TrialHistory(string studyName, StudyDirection direction) => (StudyName, Direction) = (studyName, direction);

    /// <summary>Gets the study's name.</summary>
    public string StudyName { get; }

    /// <summary>Gets which values are better.</summary>
    public StudyDirection Direction { get; }

    /// <summary>Gets the finished trials in the order in which this process learned of them; confirm trials are left out.</summary>
    public IReadOnlyList<FrozenTrial> Finished => _finished;

    /// <summary>Gets the running and waiting trials, by number; confirm trials are left out.</summary>
    public IReadOnlyCollection<FrozenTrial> Open => _open.Values;

    /// <summary>Gets the trial with this number, whatever its state or round.</summary>
    /// <param name="number">The number, from 0.</param>
    /// <returns>The trial, or null where this process does not know it.</returns>
    public FrozenTrial? Find(int number) => number >= 0 && number < _byNumber.Count ? _byNumber[number] : null;

    /// <summary>Gets all trials known, confirm trials too, by number.</summary>
    public IEnumerable<FrozenTrial> All => _byNumber.OfType<FrozenTrial>();

    /// <summary>Takes a new state of a trial; a finished one is taken once and never changes.</summary>
    /// <param name="trial">The trial's facts now.</param>
    public void Update(FrozenTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        while (_byNumber.Count <= trial.Number)
        {
            _byNumber.Add(null);
        }

        if (_byNumber[trial.Number]?.IsFinished == true)
        {
            return;
        }

        _byNumber[trial.Number] = trial;
        if (trial.Round == TrialAttributes.ConfirmRound)
        {
            return;
        }

        if (!trial.IsFinished)
        {
            _open[trial.Number] = trial;
            return;
        }

        if (_open.Count > 0)
        {
            _open.Remove(trial.Number);
        }

        _finished.Add(trial);
        foreach (var observer in _derived.Values)
        {
            observer.OnFinished(trial);
        }
    }

    /// <summary>Gets a derived table, made on first use and told of every finished trial from then on.</summary>
    /// <typeparam name="T">The table's type; one table a type.</typeparam>
    /// <param name="create">Makes it empty; past trials are told to it at once.</param>
    /// <returns>The table.</returns>
    public T Derive<T>(Func<T> create)
        where T : class, ITrialObserver
    {
        ArgumentNullException.ThrowIfNull(create);
        if (Derived<T>() is { } known)
        {
            return known;
        }

        var table = create();
        _finished.ForEach(table.OnFinished);
        _derived[typeof(T)] = table;
        return table;
    }

    /// <summary>Gets a derived table that exists already, or null.</summary>
    /// <typeparam name="T">The table's type.</typeparam>
    /// <returns>The table, or null.</returns>
    internal T? Derived<T>()
        where T : class, ITrialObserver => _derived.TryGetValue(typeof(T), out var known) ? (T)known : null;
}
