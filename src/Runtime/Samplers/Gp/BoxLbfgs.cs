namespace HyperScaffold.Samplers.Gp;

/// <summary>
/// Minimizes a smooth function inside a box by the limited-memory BFGS method (Nocedal 1980) with a projected
/// backtracking line search; what presses against the box is held there.
/// </summary>
internal sealed class BoxLbfgs(double[] lower, double[] upper)
{
    private const int Memory = 8;
    private const double SufficientDecrease = 1e-4;
    private readonly List<(double[] Step, double[] Change, double Curvature)> _pairs = [];

    /// <summary>Gets the most evaluations of the function.</summary>
    public int Evaluations { get; init; } = 100;

    /// <summary>Gets the largest slope inside the box at which the search ends.</summary>
    public double Tolerance { get; init; } = 1e-2;

    /// <summary>Gets the relative improvement of one step below which the search ends.</summary>
    public double Progress { get; init; } = 1e-9;

    /// <summary>Minimizes from a start.</summary>
    /// <param name="function">Gives the value at the first argument and writes the gradient to the second.</param>
    /// <param name="start">The start, inside the box.</param>
    public (double[] Point, double Value) Minimize(Func<double[], double[], double> function, double[] start)
    {
        _pairs.Clear();
        var (x, gradient) = ((double[])start.Clone(), new double[start.Length]);
        var value = function(x, gradient);
        for (var left = Evaluations - 1; left > 0 && double.IsFinite(value);)
        {
            var direction = Direction(x, gradient);
            if (direction is null || Search(function, (x, value, gradient), direction, ref left) is not { } next)
            {
                break;
            }

            Remember(x, next.Point, gradient, next.Gradient);
            var done = value - next.Value <= Progress * Math.Max(1, Math.Abs(value));
            (x, value, gradient) = next;
            if (done)
            {
                break;
            }
        }

        return (x, value);
    }

    // null where the slope inside the box has vanished
    private double[]? Direction(double[] x, double[] gradient)
    {
        var free = new double[x.Length];
        var steepest = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var held = (x[i] <= lower[i] && gradient[i] > 0) || (x[i] >= upper[i] && gradient[i] < 0);
            free[i] = held ? 0 : gradient[i];
            steepest = Math.Max(steepest, Math.Abs(free[i]));
        }

        if (steepest <= Tolerance)
        {
            return null;
        }

        var direction = TwoLoops(free);
        for (var i = 0; i < x.Length; i++)
        {
            direction[i] = free[i] == 0 ? 0 : -direction[i];
        }

        if (Dense.Dot(direction, free) < 0)
        {
            return direction;
        }

        _pairs.Clear();
        return [.. free.Select(g => -g / Math.Max(1, steepest))];
    }

    private double[] TwoLoops(double[] gradient)
    {
        var q = (double[])gradient.Clone();
        if (_pairs.Count == 0)
        {
            var norm = Math.Sqrt(Dense.Dot(q, q));
            return [.. q.Select(g => g / Math.Max(1, norm))];
        }

        var factors = new double[_pairs.Count];
        for (var k = _pairs.Count - 1; k >= 0; k--)
        {
            factors[k] = Dense.Dot(_pairs[k].Step, q) / _pairs[k].Curvature;
            Dense.Add(q, -factors[k], _pairs[k].Change);
        }

        var last = _pairs[^1];
        var scale = last.Curvature / Dense.Dot(last.Change, last.Change);
        for (var i = 0; i < q.Length; i++)
        {
            q[i] *= scale;
        }

        for (var k = 0; k < _pairs.Count; k++)
        {
            Dense.Add(q, factors[k] - (Dense.Dot(_pairs[k].Change, q) / _pairs[k].Curvature), _pairs[k].Step);
        }

        return q;
    }

    private (double[] Point, double Value, double[] Gradient)? Search(
        Func<double[], double[], double> function, (double[] Point, double Value, double[] Gradient) from, double[] direction, ref int left)
    {
        var step = 1.0;
        for (; left > 0 && step > 1e-10; left--)
        {
            var point = new double[direction.Length];
            var decrease = 0.0;
            for (var i = 0; i < point.Length; i++)
            {
                point[i] = Math.Clamp(from.Point[i] + (step * direction[i]), lower[i], upper[i]);
                decrease += from.Gradient[i] * (point[i] - from.Point[i]);
            }

            var gradient = new double[direction.Length];
            var value = function(point, gradient);
            if (value <= from.Value + (SufficientDecrease * decrease) && decrease < 0)
            {
                left--;
                return (point, value, gradient);
            }

            // the minimum of the parabola through both values and the slope, kept away from both ends
            var parabola = double.IsFinite(value) ? -0.5 * decrease / (value - from.Value - decrease) : 0.1;
            step *= Math.Clamp(double.IsNaN(parabola) ? 0.1 : parabola, 0.1, 0.5);
        }

        return null;
    }

    private void Remember(double[] x, double[] next, double[] gradient, double[] nextGradient)
    {
        double[] step = [.. next.Zip(x, (a, b) => a - b)];
        double[] change = [.. nextGradient.Zip(gradient, (a, b) => a - b)];
        var curvature = Dense.Dot(step, change);
        if (curvature <= 1e-10 * Math.Sqrt(Dense.Dot(step, step) * Dense.Dot(change, change)))
        {
            return;
        }

        _pairs.Add((step, change, curvature));
        if (_pairs.Count > Memory)
        {
            _pairs.RemoveAt(0);
        }
    }
}
