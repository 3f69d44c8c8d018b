using HyperScaffold.Trials;

namespace HyperScaffold.Samplers;

/// <summary>The parameters of one request in order. A point is an array with one internal value each, NaN where the parameter does not exist.</summary>
internal sealed class AxisSet
{
    private readonly Dictionary<(object Owner, long Seed), PointOrder> _orders = [];
    private FinitePoints? _points;
    private bool _isCounted;

    private AxisSet(Axis[] axes) => (Axes, Tried) = (axes, new TriedPoints(this));

    public Axis[] Axes { get; }

    /// <summary>Gets the points by number; null where they are not countable or too many for repeats to matter.</summary>
    public FinitePoints? Points
    {
        get
        {
            if (!_isCounted)
            {
                (_points, _isCounted) = (FinitePoints.Of(this), true);
            }

            return _points;
        }
    }

    /// <summary>Gets which points were tried; used only where they are countable.</summary>
    public TriedPoints Tried { get; }

    /// <summary>The axes of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="owner">Who chose the levels; null where there are none.</param>
    /// <param name="levels">The only values of an axis, or null for all.</param>
    public static AxisSet Of(SampleRequest request, object? owner = null, Func<Axis, double[]?>? levels = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        return AxisMemo.Of(request, owner, levels);
    }

    /// <summary>Makes the axes of a request anew.</summary>
    /// <param name="request">The request.</param>
    /// <param name="levels">The only values of an axis, or null for all.</param>
    public static AxisSet Make(SampleRequest request, Func<Axis, double[]?>? levels = null)
    {
        var parameters = request.Space.Parameters;
        if (parameters.Count == 0)
        {
            throw new HyperException("A search space must have at least one parameter, but this one is empty. Add one with Float, Int or Categorical.");
        }

        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        var axes = new Axis[parameters.Count];
        for (var i = 0; i < axes.Length; i++)
        {
            var p = parameters[i];
            positions[p.Name] = i;
            var parent = p.Condition is { } c ? positions[c.Parent] : -1;
            axes[i] = new Axis(p, parent, FocusOf(request, p.Name), FixedOf(request, p.Name));
            axes[i].Only(levels?.Invoke(axes[i]));
        }

        return new AxisSet(axes);
    }

    /// <summary>Makes a point by going through the active parameters in order.</summary>
    /// <param name="value">The internal value of an active axis that is neither fixed nor single.</param>
    public double[] Fill(Func<Axis, double> value)
    {
        var point = new double[Axes.Length];
        Array.Fill(point, double.NaN);
        for (var i = 0; i < Axes.Length; i++)
        {
            if (Axes[i].IsActive(point))
            {
                point[i] = Axes[i].IsFree ? value(Axes[i]) : Axes[i].At(0);
            }
        }

        return point;
    }

    /// <summary>Sets what follows from the values so far: fixed and single values of parameters that have come into being.</summary>
    public void Refill(double[] point)
    {
        for (var i = 0; i < Axes.Length; i++)
        {
            if (double.IsNaN(point[i]) && !Axes[i].IsFree && Axes[i].IsActive(point))
            {
                point[i] = Axes[i].At(0);
            }
        }
    }

    /// <summary>The point of a trial; null where an active parameter is missing or has a value outside this space.</summary>
    public double[]? PointOf(FrozenTrial trial)
    {
        var layout = trial.Chosen.Layout;
        var point = new double[Axes.Length];
        Array.Fill(point, double.NaN);
        for (var i = 0; i < Axes.Length; i++)
        {
            if (!Axes[i].IsActive(point))
            {
                continue;
            }

            var at = layout.IndexOf(Axes[i].Name, i);
            if (at < 0 || !Axes[i].Parameter.Distribution.IsCompatibleWith(layout.DistributionAt(at)))
            {
                return null;
            }

            point[i] = trial.Chosen.ValueAt(at);
        }

        return point;
    }

    /// <summary>The points of a countable space in the order of a sampler's sequence.</summary>
    /// <param name="points">The points.</param>
    /// <param name="owner">The sampler.</param>
    /// <param name="seed">The sequence's seed.</param>
    /// <param name="at">The point at a place of the sequence.</param>
    public PointOrder Order(FinitePoints points, object owner, long seed, Func<AxisSet, int, double[]> at)
    {
        if (!_orders.TryGetValue((owner, seed), out var order))
        {
            _orders[(owner, seed)] = order = new PointOrder(points, n => points.IndexOf(at(this, n)));
        }

        return order;
    }

    public Proposal Propose(double[] point) => new(Axes, point);

    private static double? FixedOf(SampleRequest request, string name)
    {
        if (request.Fixed.IsEmpty || !request.Fixed.TryGetValue(name, out var known))
        {
            return null;
        }

        return double.IsFinite(known)
            ? known
            : throw new HyperException($"A fixed value must be a finite number, but {name} got {PythonText.Float(known)}. Leave it out to have it sampled.");
    }

    private static FocusRange? FocusOf(SampleRequest request, string name)
    {
        if (request.Focus.IsEmpty || !request.Focus.TryGetValue(name, out var focus))
        {
            return null;
        }

        return focus.Low <= focus.High
            ? focus
            : throw new HyperException($"A focus must have `low <= high`, but {name} got {PythonText.Float(focus.Low)} and {PythonText.Float(focus.High)}. Swap the ends.");
    }
}
