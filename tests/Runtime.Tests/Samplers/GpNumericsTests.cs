using HyperScaffold.Samplers.Gp;
using MathNet.Numerics.LinearAlgebra;

namespace HyperScaffold.Runtime.Tests.Samplers;

public sealed class GpNumericsTests
{
    private static readonly bool[] Kinds = [false, false, true];
    private static readonly MaternKernel Kernel = new([4, 0.5, 2], 1.3, 0.02);

    // made with 900 decimal digits from the power series of the error function
    [Theory]
    [InlineData(3, -0.0013508099647481938, 1.0987396653277077)]
    [InlineData(0, -0.6931471805599453, -0.9189385332046728)]
    [InlineData(-0.5, -1.1759117615936185, -1.6205162643873199)]
    [InlineData(-1, -1.8410216450092636, -2.4851210257126413)]
    [InlineData(-1.5, -2.7059444008238898, -3.52993592080571)]
    [InlineData(-5, -15.064998393988725, -16.74430116266099)]
    [InlineData(-14.5, -108.72278815432047, -111.40627414748852)]
    [InlineData(-15.5, -123.78889843941037, -126.53792845584127)]
    [InlineData(-30, -454.3212439563432, -457.724653760598)]
    public void Logarithms_of_the_normal_keep_their_digits_in_the_tail(double z, double logBelow, double logExcess)
    {
        Assert.Equal(logBelow, LogNormal.LogBelow(z), Math.Abs(logBelow) * 1e-12);
        Assert.Equal(logExcess, LogNormal.LogExcess(z), Math.Abs(logExcess) * 1e-12);
    }

    [Fact]
    public void Logarithms_stay_finite_and_rise_from_far_out_to_far_in()
    {
        double[] places = [-1e8, -1e4, -100, -37.6, -15.0001, -14.9999, -1.0001, -0.9999, 0, 4.9999, 5.0001, 30, 1e4];
        foreach (var log in new Func<double, double>[] { LogNormal.LogBelow, LogNormal.LogExcess })
        {
            var values = places.Select(log).ToArray();
            Assert.All(values, v => Assert.True(double.IsFinite(v)));
            Assert.Equal(values.Order(), values);
        }
    }

    [Fact]
    public void The_kernel_is_the_Matern_kernel_of_smoothness_five_halves()
    {
        double[] x = [0.1, 0.9, 1];
        double[] y = [0.4, 0.5, 2];
        var d = Math.Sqrt((4 * 0.3 * 0.3) + (0.5 * 0.4 * 0.4) + 2);
        var expected = 1.3 * (1 + (Math.Sqrt(5) * d) + (5 * d * d / 3)) * Math.Exp(-Math.Sqrt(5) * d);
        Assert.Equal(expected, Kernel.Of(Kernel.Distance(x, y, Kinds)), 1e-14);
        Assert.Equal(1.3, Kernel.Of(0));
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(0.3)]
    [InlineData(7)]
    public void The_slope_of_the_kernel_is_its_derivative(double distance)
    {
        var step = distance * 1e-4;
        var difference = (Kernel.Of(distance + step) - Kernel.Of(distance - step)) / (2 * step);
        Assert.Equal(difference, Kernel.WithSlope(distance).Slope, 1e-6);
    }

    [Fact]
    public void Factor_inverse_and_gram_are_those_of_a_dense_library()
    {
        var n = 13;
        var random = new RandomSource(1);
        var root = Matrix<double>.Build.Dense(n, n, (_, _) => random.NextNormal());
        var matrix = (root * root.Transpose()) + Matrix<double>.Build.DenseIdentity(n);
        double[] lower = [.. matrix.Transpose().ToColumnMajorArray()];
        Assert.True(Dense.Factor(lower, n));
        var inverse = Dense.InverseOfLower(lower, n);
        var gram = new double[n * n];
        Dense.Gram(inverse, n, gram);
        var (factor, whole) = (matrix.Cholesky().Factor, matrix.Inverse());
        for (var a = 0; a < n; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                Assert.Equal(factor[a, b], lower[(a * n) + b], 1e-10);
                Assert.Equal(whole[a, b], gram[(a * n) + b], 1e-10);
            }
        }
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_is_told() => Assert.False(Dense.Factor([1, 0, 2, 1], 2));

    [Fact]
    public void The_belief_is_that_of_the_direct_dense_computation()
    {
        var (x, y) = GpExamples.Data(30);
        var posterior = GpPosterior.Of(Kernel, Kinds, (x, y), [], []);
        foreach (var at in GpExamples.Data(10, seed: 8).X)
        {
            var (mean, variance) = Direct(x, y, _ => Kernel.Noise, at);
            var ours = posterior.At(at);
            Assert.Equal(mean, ours.Mean, 1e-10);
            Assert.Equal(variance, ours.Variance, 1e-10);
        }
    }

    [Fact]
    public void A_fantasy_is_what_the_belief_would_be_if_the_running_trial_had_that_outcome()
    {
        var (x, y) = GpExamples.Data(20);
        double[][] running = [[0.2, 0.7, 1], [0.9, 0.1, 0]];
        double[][] normals = [[0.5, -1.2], [-0.3, 2]];
        var posterior = GpPosterior.Of(Kernel, Kinds, (x, y), running, normals);
        double[] at = [0.5, 0.5, 1];
        for (var s = 0; s < normals.Length; s++)
        {
            var imagined = running.Select(r => posterior.At(r, s).Mean).ToArray();
            var (mean, variance) = Direct([.. x, .. running], [.. y, .. imagined], i => i < x.Length ? Kernel.Noise : GpFit.LeastNoise, at);
            Assert.Equal(mean, posterior.At(at, s).Mean, 1e-4);
            Assert.Equal(variance, posterior.At(at, s).Variance, 1e-10);
        }

        Assert.NotEqual(posterior.At(at, 0).Mean, posterior.At(at, 1).Mean, 1e-3);
    }

    [Fact]
    public void The_gradient_of_the_fit_is_that_of_finite_differences()
    {
        var (x, y) = GpExamples.Data(25);
        var fit = new GpFit(x, y, Kinds);
        double[] logs = [0.7, -1.1, 0.4, 0.3, -3];
        var gradient = new double[logs.Length];
        fit.Loss(logs, gradient);
        for (var j = 0; j < logs.Length; j++)
        {
            Assert.Equal(Difference(l => fit.Loss(l, new double[logs.Length]), logs, j), gradient[j], 1e-5);
        }
    }

    [Fact]
    public void The_loss_of_the_fit_is_the_marginal_likelihood_and_the_priors()
    {
        var (x, y) = GpExamples.Data(25);
        double[] logs = [0.7, -1.1, 0.4, 0.3, -3];
        var kernel = GpFit.Kernel(logs);
        var covariance = Matrix<double>.Build.Dense(25, 25, (a, b) => kernel.Of(kernel.Distance(x[a], x[b], Kinds)) + (a == b ? kernel.Noise : 0));
        var vector = Vector<double>.Build.Dense(y);
        var expected = (0.5 * (vector * covariance.Inverse() * vector)) + (0.5 * Math.Log(covariance.Determinant())) + (12.5 * Math.Log(2 * Math.PI))
            + kernel.Weights.Sum(w => (0.3 / w) + (0.1 * w)) + kernel.Scale - Math.Log(kernel.Scale) + (30 * kernel.Noise) - (0.1 * Math.Log(kernel.Noise));
        Assert.Equal(expected, new GpFit(x, y, Kinds).Loss(logs, new double[5]), 1e-8);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(150)]
    public void A_fit_finds_out_which_dimension_matters(int trials)
    {
        var random = new RandomSource(5);
        double[][] x = [.. Enumerable.Range(0, trials).Select(_ => new[] { random.NextDouble(), random.NextDouble() })];
        var kernel = new GpFit(x, GpTargets.Standardize([.. x.Select(p => Math.Sin(9 * p[0]))]), [false, false]).Fit();
        Assert.True(kernel.Weights[0] > 20 * kernel.Weights[1], string.Join(' ', kernel.Weights));
        Assert.InRange(kernel.Noise, 0, 0.01);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(0, true)]
    [InlineData(2, true)]
    public void The_gradient_of_the_acquisition_is_that_of_finite_differences(int running, bool failures)
    {
        var acquisition = GpExamples.Acquisition(Kernel, Kinds, running, failures);
        foreach (var at in GpExamples.Data(6, seed: 9).X)
        {
            var gradient = new double[3];
            var value = acquisition.At(at, gradient);
            Assert.Equal(acquisition.At(at), value);
            for (var j = 0; j < 2; j++)
            {
                Assert.Equal(Difference(p => acquisition.At(p), at, j), gradient[j], 1e-4 * Math.Max(1, Math.Abs(gradient[j])));
            }
        }
    }

    [Fact]
    public void A_running_trial_takes_the_attraction_of_its_place_and_a_failure_of_its_surroundings()
    {
        double[] place = [0.2, 0.7, 1];
        var alone = GpExamples.Acquisition(Kernel, Kinds, 0, failures: false);
        Assert.True(GpExamples.Acquisition(Kernel, Kinds, 1, failures: false).At(place) < alone.At(place) - 1);
        Assert.True(GpExamples.Acquisition(Kernel, Kinds, 0, failures: true).At(GpExamples.Failed) < alone.At(GpExamples.Failed) - 0.3);
    }

    [Fact]
    public void The_descent_finds_a_minimum_inside_and_on_the_edge_of_its_box()
    {
        static double Valley(double[] x, double[] g)
        {
            g[0] = (-400 * x[0] * (x[1] - (x[0] * x[0]))) - (2 * (1 - x[0]));
            g[1] = 200 * (x[1] - (x[0] * x[0]));
            return (100 * Math.Pow(x[1] - (x[0] * x[0]), 2)) + Math.Pow(1 - x[0], 2);
        }

        var inside = new BoxLbfgs([-2, -2], [2, 2]) { Tolerance = 1e-8, Progress = 0, Evaluations = 200 }.Minimize(Valley, [-1.2, 1]);
        Assert.Equal([1.0, 1.0], inside.Point.Select(p => Math.Round(p, 5)));
        var edge = new BoxLbfgs([-2, -2], [0.5, 2]) { Tolerance = 1e-8, Progress = 0, Evaluations = 200 }.Minimize(Valley, [-1.2, 1]);
        Assert.Equal([0.5, 0.25], edge.Point.Select(p => Math.Round(p, 5)));
    }

    [Fact]
    public void One_enormous_loss_does_not_flatten_the_others_and_the_order_stays()
    {
        double[] losses = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 1e12];
        var targets = GpTargets.Of(losses);
        Assert.Equal(targets.Order(), targets);
        Assert.True(targets[1] - targets[0] > 0.01, string.Join(' ', targets));
        Assert.All(GpTargets.Of([3, 3, 3]), t => Assert.Equal(0, t));
    }

    private static (double Mean, double Variance) Direct(double[][] x, double[] y, Func<int, double> noise, double[] at)
    {
        var covariance = Matrix<double>.Build.Dense(x.Length, x.Length, (a, b) => Kernel.Of(Kernel.Distance(x[a], x[b], Kinds)) + (a == b ? noise(a) : 0));
        var k = Vector<double>.Build.Dense(x.Length, a => Kernel.Of(Kernel.Distance(x[a], at, Kinds)));
        var solved = covariance.Solve(k);
        return (solved * Vector<double>.Build.Dense(y), Kernel.Scale - (solved * k));
    }

    private static double Difference(Func<double[], double> function, double[] at, int j)
    {
        var (up, down) = ((double[])at.Clone(), (double[])at.Clone());
        up[j] += 1e-5;
        down[j] -= 1e-5;
        return (function(up) - function(down)) / 2e-5;
    }
}
