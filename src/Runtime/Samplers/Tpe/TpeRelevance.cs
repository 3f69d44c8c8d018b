using System.Runtime.CompilerServices;
using HyperScaffold.Trials;

namespace HyperScaffold.Samplers.Tpe;

/// <summary>Which finished trials say something about some parameters.</summary>
internal sealed class TpeRelevance
{
    private readonly ObservationTable _table;

    // null where all do, as in most studies
    private readonly bool[]? _relevant;
    private readonly Func<int, bool> _isDivided;

    /// <summary>Initializes a new instance of the <see cref="TpeRelevance"/> class.</summary>
    /// <param name="table">The finished trials.</param>
    /// <param name="parameters">The parameters, and what the trials used for them; null where none has the parameter.</param>
    /// <param name="request">Says which trials count.</param>
    /// <param name="options">The settings.</param>
    public TpeRelevance(ObservationTable table, (Axis[] Axes, ObservationColumn?[] Columns) parameters, SampleRequest request, TpeOptions options)
    {
        (_table, _isDivided) = (table, _ => true);
        if (request.Peers is null && AreAll(table, parameters.Axes, parameters.Columns, options))
        {
            Dividable = table.Usable;
            return;
        }

        var relevant = _relevant = new bool[table.Rows.Length];
        _isDivided = i => options.SplitRelevantOnly ? relevant[i] : request.IsPeer(table.NumberAt(i));
        for (var i = 0; i < relevant.Length; i++)
        {
            var failed = table.Rows[i].State == TrialState.Fail;
            relevant[i] = (!failed || options.LearnFromFailures) && request.IsPeer(table.NumberAt(i)) && Has(i, parameters.Axes, parameters.Columns);
            Dividable += !failed && _isDivided(i) ? 1 : 0;
        }
    }

    /// <summary>Gets the number of complete and pruned trials that are divided into good and poor.</summary>
    public int Dividable { get; }

    /// <summary>The positions of the best trials.</summary>
    /// <param name="count">How many.</param>
    public HashSet<int> Best(int count)
    {
        var best = new HashSet<int>(count);
        foreach (var i in _table.Ranked)
        {
            if (best.Count == count || _table.Rows[i].State == TrialState.Fail)
            {
                break;
            }

            if (_isDivided(i))
            {
                best.Add(i);
            }
        }

        return best;
    }

    /// <summary>The positions of the relevant trials that are good or are not, by number.</summary>
    /// <param name="good">The positions of the good ones.</param>
    /// <param name="wanted">True for the good ones.</param>
    public int[] Select(HashSet<int> good, bool wanted)
    {
        int[] chosen = wanted ? [.. good.Where(i => _relevant is null || _relevant[i]).Order()] : Others(good);
        if (!_table.IsInOrder)
        {
            Array.Sort(chosen, (a, b) => _table.NumberAt(a).CompareTo(_table.NumberAt(b)));
        }

        return chosen;
    }

    private static bool AreAll(ObservationTable table, Axis[] axes, ObservationColumn?[] columns, TpeOptions options)
    {
        var all = options.LearnFromFailures || table.Usable == table.Rows.Length;
        for (var j = 0; j < axes.Length && all; j++)
        {
            all = columns[j] is { } c && c.Sorted.Count == table.Rows.Length && c.AllInside(axes[j].Parameter.Distribution);
        }

        return all;
    }

    private static bool Has(int position, Axis[] axes, ObservationColumn?[] columns)
    {
        for (var j = 0; j < axes.Length; j++)
        {
            if (columns[j] is not { } column || !axes[j].Parameter.Distribution.Contains(column.Values[position]))
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] Others(HashSet<int> good)
    {
        var (others, count) = (new int[_table.Rows.Length], 0);
        for (var i = 0; i < others.Length; i++)
        {
            others[count] = i;
            count += (_relevant is null || _relevant[i]) && !good.Contains(i) ? 1 : 0;
        }

        return others[..count];
    }
}
