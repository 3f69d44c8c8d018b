using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Trials;

namespace HyperScaffold.Studies;

/// <summary>What this process knows of a study: its history, kept up by reading what changed.</summary>
/// <param name="storage">Where the study lies.</param>
/// <param name="record">The study.</param>
/// <param name="time">The clock.</param>
internal sealed class StudyView(IStorage storage, StudyRecord record, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(250);
    private readonly SortedSet<int> _uncounted = [];
    private readonly SortedSet<int> _waiting = [];
    private readonly Dictionary<string, Distribution> _distributions = new(StringComparer.Ordinal);
    private StudyCursor _cursor = StudyCursor.Start;
    private long _refreshed;
    private ParameterLayout? _latest;

    /// <summary>Gets the lock that must be held around everything here.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Gets the layout that the trials of this process begin with.</summary>
    public ParameterLayout Root { get; } = ParameterLayout.Root();

    /// <summary>Gets the history.</summary>
    public TrialHistory History { get; } = new(record.Name, record.Direction);

    /// <summary>Gets the number that the next trial probably gets.</summary>
    public int NextNumber { get; private set; }

    /// <summary>Gets the identifier of the latest trial that was read.</summary>
    public long LastId => _cursor.NextId - 1;

    /// <summary>Gets a value indicating whether a trial waited at the last read.</summary>
    public bool HasWaiting => _waiting.Count > 0;

    /// <summary>Gets the best complete search trial, or null.</summary>
    public FrozenTrial? Best { get; private set; }

    private IStorage Source => storage;

    private long Id => record.Id;

    /// <summary>Tells whether another view shows the same study.</summary>
    /// <param name="other">The other view.</param>
    public bool Shows(StudyView other) => other.Id == Id
        && (ReferenceEquals(other.Source, Source) || (Source is not MemoryStorage && other.Source.DisplayUrl == Source.DisplayUrl));

    /// <summary>Reads what changed.</summary>
    public void Refresh()
    {
        var changes = storage.Read(record.Id, _cursor);
        _cursor = changes.Cursor;
        _refreshed = time.GetTimestamp();
        for (var i = 0; i < changes.Trials.Count; i++)
        {
            Take(changes.Trials[i]);
        }
    }

    /// <summary>Notes what a running trial of this process will try, so that the next one is not the same.</summary>
    /// <param name="number">The trial's number.</param>
    /// <param name="planned">Its parameters.</param>
    public void Plan(int number, TrialParameters planned)
    {
        if (History.Find(number) is { State: TrialState.Running } known && known.Chosen.Count < planned.Count)
        {
            History.Update(known with { Chosen = planned });
        }
    }

    /// <summary>Reads what changed unless that was done a moment ago.</summary>
    public void RefreshIfStale()
    {
        if (time.GetElapsedTime(_refreshed) > Fresh)
        {
            Refresh();
        }
    }

    /// <summary>The position of a trial among the search trials of its round; confirm trials and repeated ones do not count.</summary>
    /// <param name="number">The trial's number.</param>
    /// <param name="offset">How many search trials came before the round.</param>
    /// <returns>The position, from 0.</returns>
    public int IndexOf(int number, int offset) => Math.Max(0, number - (_uncounted.Count == 0 ? 0 : _uncounted.GetViewBetween(0, number).Count) - offset);

    /// <summary>The number at which a round begins; confirm trials and repeated ones before it do not count.</summary>
    /// <param name="offset">How many search trials came before the round.</param>
    /// <returns>The number.</returns>
    public int StartOf(int offset)
    {
        var start = offset;
        foreach (var number in _uncounted)
        {
            start += number <= start ? 1 : 0;
        }

        return start;
    }

    /// <summary>Refuses a distribution that does not fit the study, and remembers one that does.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="distribution">Its distribution.</param>
    public void RequireCompatible(string name, Distribution distribution)
    {
        if (_distributions.TryAdd(name, distribution) || _distributions[name].IsCompatibleWith(distribution))
        {
            return;
        }

        throw new HyperException(
            $"A parameter keeps its kind, its scale and its choices within a study, but '{name}' was {DistributionJson.Write(_distributions[name])} and now is {DistributionJson.Write(distribution)}. Rename it, or start a new study.");
    }

    private void Take(FrozenTrial trial)
    {
        History.Update(trial);
        NextNumber = Math.Max(NextNumber, trial.Number + 1);
        if (trial.State == TrialState.Waiting)
        {
            _waiting.Add(trial.Number);
        }
        else if (_waiting.Count > 0)
        {
            _waiting.Remove(trial.Number);
        }

        Discount(trial);
        Learn(trial.Chosen);
        if (StudyBest.IsBetter(trial, Best, record.Direction))
        {
            Best = trial;
        }
    }

    private void Discount(FrozenTrial trial)
    {
        if (trial.Round == TrialAttributes.ConfirmRound)
        {
            _uncounted.Add(trial.Number);
        }

        if (!trial.SystemAttributes.IsEmpty)
        {
            _uncounted.UnionWith(StorageAttributes.Earlier(trial.SystemAttributes));
        }
    }

    private void Learn(TrialParameters parameters)
    {
        if (parameters.Count == 0 || ReferenceEquals(parameters.Layout, _latest))
        {
            return;
        }

        _latest = parameters.Layout;
        for (var i = 0; i < _latest.Count; i++)
        {
            _distributions.TryAdd(_latest.NameAt(i), _latest.DistributionAt(i));
        }
    }
}
