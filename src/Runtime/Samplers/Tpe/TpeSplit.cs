using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
        var columns = Array.ConvertAll(axes, a => table.Column(a.Name, a.Parameter.Distribution));
        var relevant = new TpeRelevance(table, (axes, columns), request, options);
        var good = relevant.Best(TpeModel.GoodCount(relevant.Dividable, options));
        var running = options.ConstantLiar ? Running(request, axes) : [];
        return new TpeSplit(
            Rows(table, columns, axes, relevant.Select(good, wanted: true), []),
            Rows(table, columns, axes, relevant.Select(good, wanted: false), running));
    }

    private static List<double[]> Running(SampleRequest request, Axis[] axes)
    {
        var points = new List<double[]>();
        foreach (var trial in request.History.Open)
        {
            if (trial.State == TrialState.Running && trial.Number != request.Number && request.IsPeer(trial.Number) && Array.ConvertAll(axes, a => LineOf(a, trial)) is var point && !point.Contains(double.NaN))
            {
                points.Add(point);
            }
        }

        return points;
    }

    private static double LineOf(Axis axis, FrozenTrial trial)
    {
        var (layout, distribution) = (trial.Chosen.Layout, axis.Parameter.Distribution);
        var at = layout.IndexOf(axis.Name);
        if (at < 0 || !distribution.IsCompatibleWith(layout.DistributionAt(at)) || !distribution.Contains(trial.Chosen.ValueAt(at)))
        {
            return double.NaN;
        }

        return axis.Full is { } scale ? scale.ToLine(trial.Chosen.ValueAt(at)) : trial.Chosen.ValueAt(at);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Observations Rows(ObservationTable table, ObservationColumn?[] columns, Axis[] axes, int[] chosen, List<double[]> running)
    {
        var count = chosen.Length + running.Count;
        var observations = new Observations(Array.ConvertAll(axes, _ => new double[count]));
        var places = chosen.Length > 0 ? Places(table.Rows.Length, chosen) : [];
        for (var j = 0; j < axes.Length; j++)
        {
            var row = observations.Lines[j];
            if (chosen.Length > 0)
            {
                var lines = CollectionsMarshal.AsSpan(columns[j]!.Lines);
                for (var i = 0; i < chosen.Length; i++)
                {
                    row[i] = lines[chosen[i]];
                }
            }

            for (var i = 0; i < running.Count; i++)
            {
                row[chosen.Length + i] = running[i][j];
            }

            if (chosen.Length > 0 && axes[j].Full is not null)
            {
                observations.Orders[j] = Order(columns[j]!, places, row, isKnown: running.Count == 0 && table.IsInOrder);
            }
        }

        return observations;
    }

    // by position: one more than the place among the chosen ones
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Places(int rows, int[] chosen)
    {
        var places = new int[rows];
        for (var i = 0; i < chosen.Length; i++)
        {
            places[chosen[i]] = i + 1;
        }

        return places;
    }

    // the table knows the order of all finished trials; the few running ones are put between them
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Order(ObservationColumn column, int[] places, double[] row, bool isKnown)
    {
        var (order, count) = (new int[row.Length], 0);
        foreach (var position in CollectionsMarshal.AsSpan(column.Sorted))
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
        for (var k = isKnown ? order.Length : 1; k < order.Length; k++)
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
