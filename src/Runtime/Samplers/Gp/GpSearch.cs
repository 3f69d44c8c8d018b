namespace HyperScaffold.Samplers.Gp;

/// <summary>
/// Looks for the point with the highest acquisition: compares spread points, the best trials and their surroundings, then
/// climbs from some of them, by gradient on real numbers and by trying every value of short lists.
/// </summary>
internal sealed class GpSearch(GpSpace space, GpAcquisition acquisition, RandomSource random)
{
    private const int Rounds = 4;
    private const int ClimbEvaluations = 40;
    private const double Alike = 1e-7;
    private static readonly double[] Radii = [0.1, 0.03, 0.005];

    /// <summary>Gives points with the highest acquisition first.</summary>
    /// <param name="incumbents">The best points so far, internal values.</param>
    /// <param name="candidates">The number of spread points.</param>
    /// <param name="climbs">The number of climbs.</param>
    public List<double[]> Run(List<double[]> incumbents, int candidates, int climbs)
    {
        var spread = new Spread(space.Set.Axes.Length, random);
        var starts = Enumerable.Range(0, candidates).Select(n => Fill(spread.At(n)))
            .Concat(incumbents.SelectMany(i => Radii.Select(r => Near(i, r)).Prepend(Near(i, 0))))
            .Select(p => (Point: p, Value: Value(p))).OrderByDescending(p => p.Value).ToList();
        var climbed = Choose(starts, climbs).Select(s => Climb(s.Point, s.Value)).ToList();
        return [.. climbed.Concat(starts.Take(64)).OrderByDescending(p => p.Value).Select(p => p.Point)];
    }

    private double Value(double[] point) => acquisition.At(space.Encode(point));

    private double[] Fill(double[] unit) => space.Set.Fill(a => a.At(unit[Array.IndexOf(space.Set.Axes, a)]));

    // a normal step from an incumbent, inside the focus; choices change now and then
    private double[] Near(double[] incumbent, double radius)
    {
        var point = incumbent;
        for (var i = 0; i < space.Set.Axes.Length; i++)
        {
            var axis = space.Set.Axes[i];
            if (!axis.IsActive(point) || double.IsNaN(point[i]))
            {
                continue;
            }

            if (axis.Fixed is { } known)
            {
                point = space.With(point, i, known);
            }
            else if (axis.IsCategorical)
            {
                point = radius > 0 && axis.IsFree && random.NextDouble() < radius ? space.With(point, i, random.NextIndex(axis.Choices)) : point;
            }
            else
            {
                var coordinate = axis.Full!.ToUnit(point[i]) + (radius > 0 ? radius * random.NextNormal() : 0);
                point = space.With(point, i, axis.Parameter.Distribution.IsSingle ? axis.At(0) : GpSpace.Decode(axis, Math.Clamp(coordinate, 0, 1)));
            }
        }

        return point;
    }

    // the best two, then others with a chance that grows with their improvement
    private List<(double[] Point, double Value)> Choose(List<(double[] Point, double Value)> starts, int climbs)
    {
        var chosen = starts.Take(2).ToList();
        var rest = starts.Skip(2).ToList();
        while (chosen.Count < climbs && rest.Count > 0)
        {
            var weights = rest.Select(r => Math.Exp(r.Value - rest[0].Value)).ToArray();
            var left = random.NextDouble() * weights.Sum();
            var k = 0;
            while (k < rest.Count - 1 && (left -= weights[k]) > 0)
            {
                k++;
            }

            chosen.Add(rest[k]);
            rest.RemoveAt(k);
        }

        return chosen;
    }

    private (double[] Point, double Value) Climb(double[] point, double value)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var before = value;
            (point, value) = ClimbSmooth(point, value);
            (point, value) = ClimbLists(point, value);
            if (value - before <= Alike)
            {
                break;
            }
        }

        return (point, value);
    }

    private (double[] Point, double Value) ClimbSmooth(double[] point, double value)
    {
        int[] smooth = [.. Enumerable.Range(0, point.Length).Where(i => !double.IsNaN(point[i]) && GpSpace.IsSmooth(space.Set.Axes[i]))];
        if (smooth.Length == 0)
        {
            return (point, value);
        }

        var x = space.Encode(point);
        var bounds = smooth.Select(i => GpSpace.Bounds(space.Set.Axes[i])).ToArray();
        var whole = new double[x.Length];
        double Loss(double[] part, double[] gradient)
        {
            for (var k = 0; k < smooth.Length; k++)
            {
                x[space.DimensionOf(smooth[k])] = part[k];
            }

            var loss = -acquisition.At(x, whole);
            for (var k = 0; k < smooth.Length; k++)
            {
                gradient[k] = -whole[space.DimensionOf(smooth[k])];
            }

            return loss;
        }

        double[] start = [.. smooth.Select((i, k) => Math.Clamp(x[space.DimensionOf(i)], bounds[k].Low, bounds[k].High))];
        var lbfgs = new BoxLbfgs([.. bounds.Select(b => b.Low)], [.. bounds.Select(b => b.High)]) { Evaluations = ClimbEvaluations, Tolerance = 1e-3, Progress = 1e-6 };
        var best = lbfgs.Minimize(Loss, start).Point;
        var moved = (double[])point.Clone();
        for (var k = 0; k < smooth.Length; k++)
        {
            moved[smooth[k]] = GpSpace.Decode(space.Set.Axes[smooth[k]], best[k]);
        }

        var reached = Value(moved);
        return reached > value ? (moved, reached) : (point, value);
    }

    private (double[] Point, double Value) ClimbLists(double[] point, double value)
    {
        for (var i = 0; i < point.Length; i++)
        {
            var axis = space.Set.Axes[i];
            if (double.IsNaN(point[i]) || !GpSpace.IsListed(axis))
            {
                continue;
            }

            for (var n = 0L; n < axis.Count; n++)
            {
                var other = axis.ValueAt(n);
                var changed = other == point[i] ? point : space.With(point, i, other);
                var reached = ReferenceEquals(changed, point) ? value : Value(changed);
                (point, value) = reached > value ? (changed, reached) : (point, value);
            }
        }

        return (point, value);
    }
}
