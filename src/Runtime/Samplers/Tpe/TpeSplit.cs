using HyperScaffold.Trials;

namespace HyperScaffold.Samplers.Tpe;

/// <summary>The observations of some parameters, divided into good and poor trials.</summary>
/// <param name="Good">The observations of the good trials.</param>
/// <param name="Poor">The observations of all others.</param>
internal sealed record TpeSplit(Observations Good, Observations Poor)
{
    public static TpeSplit Of(SampleRequest request, Axis[] axes, TpeOptions options)
    {
        var table = ObservationTable.Of(request.History);
        var columns = axes.Select(a => table.Column(a.Name, a.Parameter.Distribution)).ToArray();
        var relevant = Relevant(table, axes, columns, options);
        var usable = 0;
        for (var i = 0; i < relevant.Length; i++)
        {
            usable += table.Rows[i].State != TrialState.Fail && (relevant[i] || !options.SplitRelevantOnly) ? 1 : 0;
        }

        var good = Best(table, relevant, TpeModel.GoodCount(usable, options), options);
        var running = options.ConstantLiar ? Running(request, axes) : [];
        return new TpeSplit(
            Rows(columns, axes, Select(table, relevant, good, wanted: true), []),
            Rows(columns, axes, Select(table, relevant, good, wanted: false), running));
    }

    private static bool[] Relevant(ObservationTable table, Axis[] axes, ObservationColumn?[] columns, TpeOptions options)
    {
        var relevant = new bool[table.Rows.Length];
        if (columns.Contains(null))
        {
            return relevant;
        }

        for (var i = 0; i < relevant.Length; i++)
        {
            relevant[i] = table.Rows[i].State != TrialState.Fail || options.LearnFromFailures;
            for (var j = 0; j < axes.Length && relevant[i]; j++)
            {
                relevant[i] = axes[j].Parameter.Distribution.Contains(columns[j]!.Values[i]);
            }
        }

        return relevant;
    }

    private static bool[] Best(ObservationTable table, bool[] relevant, int count, TpeOptions options)
    {
        var good = new bool[relevant.Length];
        foreach (var i in table.Ranked)
        {
            if (count == 0 || table.Rows[i].State == TrialState.Fail)
            {
                break;
            }

            if (relevant[i] || !options.SplitRelevantOnly)
            {
                good[i] = true;
                count--;
            }
        }

        return good;
    }

    private static List<int> Select(ObservationTable table, bool[] relevant, bool[] good, bool wanted)
    {
        var chosen = new List<int>();
        var ordered = true;
        for (var i = 0; i < relevant.Length; i++)
        {
            if (relevant[i] && good[i] == wanted)
            {
                ordered = ordered && (chosen.Count == 0 || table.NumberAt(chosen[^1]) < table.NumberAt(i));
                chosen.Add(i);
            }
        }

        if (!ordered)
        {
            chosen.Sort((a, b) => table.NumberAt(a).CompareTo(table.NumberAt(b)));
        }

        return chosen;
    }

    private static List<double[]> Running(SampleRequest request, Axis[] axes)
    {
        var points = new List<double[]>();
        foreach (var trial in request.History.Open.Where(t => t.State == TrialState.Running && t.Number != request.Number))
        {
            var point = axes.Select(a => LineOf(a, trial)).ToArray();
            if (!point.Contains(double.NaN))
            {
                points.Add(point);
            }
        }

        return points;
    }

    private static double LineOf(Axis axis, FrozenTrial trial)
    {
        var known = trial.Parameters.GetValueOrDefault(axis.Name);
        var inside = known is not null && axis.Parameter.Distribution.IsCompatibleWith(known.Distribution) && axis.Parameter.Distribution.Contains(known.Internal);
        return !inside ? double.NaN : axis.Full is { } scale ? scale.ToLine(known!.Internal) : known!.Internal;
    }

    private static Observations Rows(ObservationColumn?[] columns, Axis[] axes, List<int> chosen, List<double[]> running)
    {
        var observations = new Observations(axes.Select(_ => new double[chosen.Count + running.Count]).ToArray());
        for (var j = 0; j < axes.Length; j++)
        {
            var row = observations.Lines[j];
            for (var i = 0; i < chosen.Count; i++)
            {
                row[i] = columns[j]!.Lines[chosen[i]];
            }

            for (var i = 0; i < running.Count; i++)
            {
                row[chosen.Count + i] = running[i][j];
            }

            if (chosen.Count > 0 && axes[j].Full is not null)
            {
                observations.Orders[j] = Order(columns[j]!, chosen, row);
            }
        }

        return observations;
    }

    // the table knows the order of all finished trials; the few running ones are put between them
    private static int[] Order(ObservationColumn column, List<int> chosen, double[] row)
    {
        var places = new int[column.Lines.Count];
        for (var i = 0; i < chosen.Count; i++)
        {
            places[chosen[i]] = i + 1;
        }

        var (order, count) = (new int[row.Length], 0);
        foreach (var position in column.Sorted)
        {
            if (places[position] > 0)
            {
                order[count++] = places[position] - 1;
            }
        }

        for (; count < row.Length; count++)
        {
            order[count] = count;
        }

        // nearly sorted already: equal places by age, whatever order the trials were told in
        for (var k = 1; k < order.Length; k++)
        {
            var (own, at) = (order[k], k);
            for (; at > 0 && IsAfter(order[at - 1], own, row); at--)
            {
                order[at] = order[at - 1];
            }

            order[at] = own;
        }

        return order;
    }

    private static bool IsAfter(int one, int other, double[] row) => row[one] > row[other] || (row[one] == row[other] && one > other);
}
