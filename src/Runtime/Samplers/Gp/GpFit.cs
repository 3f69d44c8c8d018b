namespace HyperScaffold.Samplers.Gp;

/// <summary>
/// Finds the lengths, scale and noise of the kernel that are most probable given the data: the marginal likelihood times
/// priors after Optuna's, by L-BFGS over their logarithms.
/// </summary>
internal sealed class GpFit
{
    public const double LeastNoise = 1e-6;

    // how strongly the prior keeps a dimension from vanishing and from being noise; Optuna has 0.1 for both
    private const double SmallWeights = 0.3;
    private const double LargeWeights = 0.1;
    private const int SubsetSize = 64;
    private const int SubsetEvaluations = 40;
    private const int FullEvaluations = 8;
    private readonly double[][] _x;
    private readonly double[] _y;
    private readonly int _n;
    private readonly int _dimensions;

    // squared differences of all pairs below the diagonal, one row a dimension
    private readonly double[][] _squared;

    // written anew by each evaluation
    private readonly double[] _lower;
    private readonly double[] _inverse;
    private readonly double[] _residual;
    private readonly double[] _values;
    private readonly double[] _slopes;

    public GpFit(double[][] x, double[] y, bool[] categorical)
    {
        (_x, _y, _n, _dimensions) = (x, y, x.Length, categorical.Length);
        _squared = [.. categorical.Select((c, j) => Pairs(j, c))];
        Categorical = categorical;
        (_lower, _inverse, _residual) = (new double[_n * _n], new double[_n * _n], new double[_n * _n]);
        (_values, _slopes) = (new double[_n * (_n - 1) / 2], new double[_n * (_n - 1) / 2]);
    }

    private bool[] Categorical { get; }

    /// <summary>Fits: first a spread part of a large set from two starts, then all of it from there.</summary>
    public MaternKernel Fit()
    {
        var isLarge = _n > SubsetSize * 3 / 2;
        var part = isLarge ? Subset() : this;
        var best = new[] { 0.0, Math.Log(16) }.Select(w => part.From(Start(w), SubsetEvaluations)).MinBy(r => r.Value).Point;
        return Kernel(isLarge ? From(best, FullEvaluations).Point : best);
    }

    /// <summary>The negative logarithm of the posterior; writes the gradient by the logarithms of weights, scale and noise.</summary>
    public double Loss(double[] logs, double[] gradient)
    {
        var kernel = Kernel(logs);
        Covary(kernel);
        Array.Clear(gradient);
        if (!Dense.Factor(_lower, _n))
        {
            return double.PositiveInfinity;
        }

        var loss = 0.5 * _n * Math.Log(2 * Math.PI);
        for (var i = 0; i < _n; i++)
        {
            loss += Math.Log(_lower[(i * _n) + i]);
        }

        Dense.InverseOfLower(_lower, _n, _inverse);
        var (white, alpha) = (new double[_n], new double[_n]);
        Dense.LowerTimes(_inverse, _n, _n, _y, white);
        Dense.TransposeTimes(_inverse, _n, white, alpha);
        loss += 0.5 * Dense.Dot(white, white);
        Subtract(alpha);
        AddGradient(kernel, gradient);
        return loss + Prior(kernel, logs, gradient);
    }

    public static MaternKernel Kernel(double[] logs) =>
        new([.. logs[..^2].Select(Math.Exp)], Math.Exp(logs[^2]), Math.Exp(logs[^1]) + LeastNoise);

    private double[] Start(double logWeight) => [.. Enumerable.Repeat(logWeight, _dimensions), 0.0, Math.Log(0.01)];

    private (double[] Point, double Value) From(double[] start, int evaluations)
    {
        double[] lower = [.. Enumerable.Repeat(-9.0, _dimensions), -7.0, -18.0];
        double[] upper = [.. Enumerable.Repeat(9.0, _dimensions), 7.0, 2.0];
        return new BoxLbfgs(lower, upper) { Evaluations = evaluations, Tolerance = 1e-2, Progress = 1e-5 }.Minimize(Loss, start);
    }

    // the best third and an even part of the others, by value
    private GpFit Subset()
    {
        var order = Enumerable.Range(0, _n).OrderBy(i => _y[i]).ThenBy(i => i).ToArray();
        var best = SubsetSize / 3;
        var others = SubsetSize - best;
        int[] chosen = [.. order[..best], .. Enumerable.Range(0, others).Select(k => order[best + (int)((long)k * (_n - best) / others)])];
        Array.Sort(chosen);
        return new GpFit([.. chosen.Select(i => _x[i])], [.. chosen.Select(i => _y[i])], Categorical);
    }

    private double[] Pairs(int j, bool categorical)
    {
        var squared = new double[_n * (_n - 1) / 2];
        for (var (a, p) = (1, 0); a < _n; a++)
        {
            for (var b = 0; b < a; b++, p++)
            {
                squared[p] = MaternKernel.Squared(_x[a][j], _x[b][j], categorical);
            }
        }

        return squared;
    }

    private void Covary(MaternKernel kernel)
    {
        Array.Clear(_values);
        for (var j = 0; j < _dimensions; j++)
        {
            Dense.Add(_values, kernel.Weights[j], _squared[j]);
        }

        kernel.Apply(_values, _slopes);
        for (var (a, p) = (0, 0); a < _n; p += a++)
        {
            _values.AsSpan(p, a).CopyTo(_lower.AsSpan(a * _n, a));
            _lower[(a * _n) + a] = kernel.Scale + kernel.Noise;
        }
    }

    // the inverse of the covariance less alpha alpha', lower half (Rasmussen and Williams 2006, eq. 5.9)
    private void Subtract(double[] alpha)
    {
        Dense.Gram(_inverse, _n, _residual);
        for (var a = 0; a < _n; a++)
        {
            Dense.Add(_residual.AsSpan(a * _n, a + 1), -alpha[a], alpha.AsSpan(0, a + 1));
        }
    }

    private void AddGradient(MaternKernel kernel, double[] gradient)
    {
        var (byScale, trace) = (0.0, 0.0);
        for (var (a, p) = (0, 0); a < _n; a++)
        {
            var row = _residual.AsSpan(a * _n, a + 1);
            byScale += Dense.Dot(row[..a], _values.AsSpan(p, a));
            trace += row[a];
            for (var b = 0; b < a; b++, p++)
            {
                _slopes[p] *= row[b];
            }
        }

        for (var j = 0; j < _dimensions; j++)
        {
            gradient[j] = kernel.Weights[j] * Dense.Dot(_slopes, _squared[j]);
        }

        gradient[_dimensions] = byScale + (0.5 * trace * kernel.Scale);
        gradient[_dimensions + 1] = 0.5 * trace * (kernel.Noise - LeastNoise);
    }

    // weights prefer neither 0 nor infinity, the scale is Gamma(2, 1), the noise Gamma(1.1, 30)
    private double Prior(MaternKernel kernel, double[] logs, double[] gradient)
    {
        var loss = 0.0;
        for (var j = 0; j < _dimensions; j++)
        {
            loss += (SmallWeights / kernel.Weights[j]) + (LargeWeights * kernel.Weights[j]);
            gradient[j] += (LargeWeights * kernel.Weights[j]) - (SmallWeights / kernel.Weights[j]);
        }

        loss += kernel.Scale - logs[_dimensions];
        gradient[_dimensions] += kernel.Scale - 1;
        loss += (30 * kernel.Noise) - (0.1 * Math.Log(kernel.Noise));
        gradient[_dimensions + 1] += (30 - (0.1 / kernel.Noise)) * (kernel.Noise - LeastNoise);
        return loss;
    }
}
