namespace HyperScaffold.Samplers.Gp;

/// <summary>
/// What the model believes of the function at a point. Running trials can be added: their outcomes are imagined from the
/// belief itself, several times, and each fantasy is one more set of data (Snoek, Larochelle and Adams 2012).
/// </summary>
internal sealed class GpPosterior
{
    // of the noise's variance: what differs by less than a third of a deviation is the same training
    private const double HiddenShare = 0.1;

    // of a range; however large the noise is, what lies further away is another training
    private const double Nearest = 0.005;
    private readonly MaternKernel _kernel;
    private readonly bool[] _categorical;
    private readonly double[] _inverse;
    private readonly int _n;

    // the points, one row a dimension
    private readonly double[][] _columns;
    private readonly double[] _values;
    private readonly double[] _slopes;
    private readonly double[] _sums;

    private GpPosterior(MaternKernel kernel, bool[] categorical, double[][] x, double[] inverse)
    {
        (_kernel, _categorical, _inverse, _n) = (kernel, categorical, inverse, x.Length);
        _columns = [.. categorical.Select((_, j) => Array.ConvertAll(x, p => p[j]))];
        (_values, _slopes, _sums) = (new double[_n], new double[_n], new double[_n]);
    }

    /// <summary>Gets the data of each fantasy, whitened by the inverse Cholesky factor; one row where no trial runs.</summary>
    public double[][] White { get; private init; } = [];

    /// <summary>Gets the least mean over the points that the belief was made of, in each fantasy.</summary>
    public double[] LeastKnown { get; private init; } = [];

    public int Count => _n;

    /// <summary>The belief after data and running trials.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="categorical">Which dimensions have choices.</param>
    /// <param name="data">The points and values observed.</param>
    /// <param name="running">The points that run.</param>
    /// <param name="normals">Standard normal draws: one row a fantasy, one number a running point. Ignored where nothing runs.</param>
    public static GpPosterior Of(MaternKernel kernel, bool[] categorical, (double[][] X, double[] Y) data, double[][] running, double[][] normals)
    {
        double[][] x = [.. data.X, .. running];
        var n = x.Length;
        var lower = new double[n * n];
        for (var a = 0; a < n; a++)
        {
            for (var b = 0; b < a; b++)
            {
                lower[(a * n) + b] = kernel.Of(kernel.Distance(x[a], x[b], categorical));
            }

            // a running trial is a value of the function itself, not an observation of it
            lower[(a * n) + a] = kernel.Scale + (a < data.X.Length ? kernel.Noise : GpFit.LeastNoise);
        }

        if (!Dense.Factor(lower, n))
        {
            return Of(kernel with { Noise = kernel.Noise * 10 }, categorical, data, [], normals);
        }

        var inverse = Dense.InverseOfLower(lower, n);
        var white = new double[n];
        Dense.LowerTimes(inverse, data.X.Length, n, data.Y, white);
        double[][] all = running.Length == 0 ? [white] : [.. normals.Select(z => Imagine(white, z, running.Length))];
        double Noise(int a) => a < data.X.Length ? kernel.Noise : GpFit.LeastNoise;
        return new GpPosterior(kernel, categorical, x, inverse) { White = all, LeastKnown = Array.ConvertAll(all, w => Least(lower, inverse, w, Noise)) };
    }

    /// <summary>Tells whether a point lies beside one of these, so near that noise hides what the function may change in between: it would be trained twice.</summary>
    /// <param name="x">The point.</param>
    public bool IsBeside(double[] x)
    {
        Measure(x, _values);
        _kernel.Apply(_values, []);
        return Enumerable.Range(0, _n).Any(a => 2 * (_kernel.Scale - _values[a]) < HiddenShare * _kernel.Noise && IsNear(x, a));
    }

    /// <summary>Writes the whitened covariance of a point with the data; gives the variance of the function there.</summary>
    public double Whiten(double[] x, double[] white)
    {
        Measure(x, _values);
        _kernel.Apply(_values, []);
        Dense.LowerTimes(_inverse, _n, _n, _values, white);
        return Math.Max(_kernel.Scale - Dense.Dot(white, white), 1e-12 * _kernel.Scale);
    }

    /// <summary>The mean and variance of the function at a point in one fantasy.</summary>
    public (double Mean, double Variance) At(double[] x, int fantasy = 0)
    {
        var white = new double[_n];
        var variance = Whiten(x, white);
        return (Dense.Dot(white, White[fantasy]), variance);
    }

    /// <summary>Adds what a sensitivity to the whitened covariance means for the point: the chain rule through the kernel.</summary>
    public void AddGradient(double[] x, double[] sensitivity, double[] gradient)
    {
        Dense.TransposeTimes(_inverse, _n, sensitivity, _sums);
        Measure(x, _values);
        _kernel.Apply(_values, _slopes);
        var total = 0.0;
        for (var a = 0; a < _n; a++)
        {
            _sums[a] *= 2 * _slopes[a];
            total += _sums[a];
        }

        for (var j = 0; j < gradient.Length; j++)
        {
            gradient[j] += _categorical[j] ? 0 : _kernel.Weights[j] * ((total * x[j]) - Dense.Dot(_sums, _columns[j]));
        }
    }

    private bool IsNear(double[] x, int a)
    {
        for (var j = 0; j < x.Length; j++)
        {
            if (Math.Abs(x[j] - _columns[j][a]) > (_categorical[j] ? 0 : Nearest))
            {
                return false;
            }
        }

        return true;
    }

    // the mean at an observed point is the observation less its noise's share
    private static double Least(double[] lower, double[] inverse, double[] white, Func<int, double> noise)
    {
        var (least, n) = (double.PositiveInfinity, white.Length);
        var alpha = new double[n];
        Dense.TransposeTimes(inverse, n, white, alpha);
        for (var a = 0; a < n; a++)
        {
            least = Math.Min(least, Dense.Dot(lower.AsSpan(a * n, a + 1), white) - (noise(a) * alpha[a]));
        }

        return least;
    }

    private void Measure(double[] x, double[] distances)
    {
        Array.Clear(distances);
        for (var j = 0; j < x.Length; j++)
        {
            var column = _columns[j];
            if (_categorical[j])
            {
                for (var a = 0; a < column.Length; a++)
                {
                    distances[a] += column[a] == x[j] ? 0 : _kernel.Weights[j];
                }
            }
            else
            {
                Dense.AddSquares(distances, _kernel.Weights[j], x[j], column);
            }
        }
    }

    // whitened, a draw from the belief is nothing but the draw itself
    private static double[] Imagine(double[] white, double[] normals, int running)
    {
        var imagined = (double[])white.Clone();
        normals.AsSpan(0, running).CopyTo(imagined.AsSpan(imagined.Length - running));
        return imagined;
    }
}
