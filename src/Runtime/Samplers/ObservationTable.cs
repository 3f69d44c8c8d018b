using System.Runtime.InteropServices;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Samplers;

/// <summary>The finished trials as columns of numbers, ordered by trial number and ranked; kept up to date trial by trial.</summary>
internal sealed class ObservationTable(StudyDirection direction) : ITrialObserver
{
    private readonly Dictionary<string, List<ObservationColumn>> _columns = new(StringComparer.Ordinal);
    private readonly List<ObservationRow> _rows = [];
    private readonly List<int> _ranked = [];
    private readonly RankComparer _comparer = new();

    /// <summary>Gets the trials in the order in which they were told.</summary>
    public ReadOnlySpan<ObservationRow> Rows => CollectionsMarshal.AsSpan(_rows);

    /// <summary>Gets the positions in <see cref="Rows"/>, best first.</summary>
    public ReadOnlySpan<int> Ranked => CollectionsMarshal.AsSpan(_ranked);

    /// <summary>Gets the number of trials that ended with a value or were pruned.</summary>
    public int Usable { get; private set; }

    /// <summary>Gets a value indicating whether trials were told in the order of their numbers.</summary>
    public bool IsInOrder { get; private set; } = true;

    public static ObservationTable Of(TrialHistory history) => history.Derived<ObservationTable>() ?? history.Derive(() => new ObservationTable(history.Direction));

    /// <summary>The column of a parameter; null where no trial has it.</summary>
    public ObservationColumn? Column(string name, Distribution distribution) =>
        _columns.TryGetValue(name, out var columns) ? columns.Find(c => c.Accepts(distribution)) : null;

    public int NumberAt(int position) => _rows[position].Number;

    public void OnFinished(FrozenTrial trial)
    {
        var position = _rows.Count;
        var chosen = trial.Chosen;
        for (var i = 0; i < chosen.Layout.Count; i++)
        {
            ColumnFor(chosen.Layout.NameAt(i), chosen.Layout.DistributionAt(i), position).Add(chosen.ValueAt(i), trial.State != TrialState.Fail);
        }

        var row = ObservationRow.Of(trial, direction);
        IsInOrder = IsInOrder && (_rows.Count == 0 || _rows[^1].Number < row.Number);
        _rows.Add(row);
        Usable += row.State == TrialState.Fail ? 0 : 1;
        foreach (var columns in _columns.Values)
        {
            columns.ForEach(c => c.PadTo(_rows.Count));
        }

        _comparer.Rows = _rows;
        var place = _ranked.BinarySearch(position, _comparer);
        _ranked.Insert(place < 0 ? ~place : place, position);
    }

    private ObservationColumn ColumnFor(string name, Distribution distribution, int position)
    {
        if (Column(name, distribution) is { } known)
        {
            return known;
        }

        var column = new ObservationColumn(distribution);
        column.PadTo(position);
        if (!_columns.TryAdd(name, [column]))
        {
            _columns[name].Add(column);
        }

        return column;
    }

    private sealed class RankComparer : IComparer<int>
    {
        public List<ObservationRow> Rows { get; set; } = [];

        public int Compare(int x, int y) => Rows[x].CompareTo(Rows[y]);
    }
}
