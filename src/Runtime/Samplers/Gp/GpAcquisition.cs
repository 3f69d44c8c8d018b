namespace HyperScaffold.Samplers.Gp;

/// <summary>
/// The logarithm of expected improvement (Ament et al. 2023), averaged over the fantasies of running trials, which is
/// the parallel expected improvement of the next point; plus the logarithm of the chance that the trial does not fail.
/// Values are losses: smaller is better.
/// </summary>
internal sealed class GpAcquisition
{
    private readonly GpPosterior _posterior;
    private readonly GpPosterior? _success;
    private readonly double _threshold;
    private readonly double[] _best;

    /// <summary>Initializes a new instance of the <see cref="GpAcquisition"/> class.</summary>
    /// <param name="posterior">The belief about the loss.</param>
    /// <param name="success">The belief about success (above the threshold) and failure; null where none failed.</param>
    /// <param name="threshold">Between success and failure.</param>
    public GpAcquisition(GpPosterior posterior, GpPosterior? success = null, double threshold = 0)
    {
        (_posterior, _success, _threshold) = (posterior, success, threshold);

        // the best of what the function is believed to be: noise has flattered the best observation
        _best = posterior.LeastKnown;
    }

    /// <summary>Tells whether a point lies so near a known one that it would be trained twice.</summary>
    /// <param name="x">The point.</param>
    public bool IsBesideKnown(double[] x) => _posterior.IsBeside(x);

    /// <summary>The acquisition at a point.</summary>
    /// <param name="x">The point.</param>
    /// <param name="gradient">Takes the gradient; null where none is wanted.</param>
    public double At(double[] x, double[]? gradient = null)
    {
        gradient?.AsSpan().Clear();
        var value = Improvement(x, gradient);
        return _success is null ? value : value + LogSuccess(_success, x, gradient);
    }

    private double Improvement(double[] x, double[]? gradient)
    {
        var white = new double[_posterior.Count];
        var deviation = Math.Sqrt(_posterior.Whiten(x, white));
        var (z, logs) = (new double[_best.Length], new double[_best.Length]);
        for (var s = 0; s < z.Length; s++)
        {
            z[s] = (_best[s] - Dense.Dot(white, _posterior.White[s])) / deviation;
            logs[s] = LogNormal.LogExcess(z[s]);
        }

        var most = logs.Max();
        var total = most + Math.Log(logs.Sum(l => Math.Exp(l - most)));
        if (gradient is not null)
        {
            // d log(deviation h(z)) = (1 - z R) d deviation / deviation - R d mean / deviation, with R = below / h
            var (sensitivity, spread) = (new double[white.Length], 0.0);
            for (var s = 0; s < z.Length; s++)
            {
                var share = Math.Exp(logs[s] - total);
                var ratio = share * Math.Exp(LogNormal.LogBelow(z[s]) - logs[s]);
                spread += (share - (z[s] * ratio)) / deviation;
                Dense.Add(sensitivity, -ratio / deviation, _posterior.White[s]);
            }

            Dense.Add(sensitivity, -spread / deviation, white);
            _posterior.AddGradient(x, sensitivity, gradient);
        }

        return Math.Log(deviation) + total - Math.Log(z.Length);
    }

    private double LogSuccess(GpPosterior success, double[] x, double[]? gradient)
    {
        var white = new double[success.Count];
        var deviation = Math.Sqrt(success.Whiten(x, white));
        var z = (Dense.Dot(white, success.White[0]) - _threshold) / deviation;
        var log = LogNormal.LogBelow(z);
        if (gradient is not null)
        {
            var ratio = Math.Exp(LogNormal.LogDensity(z) - log);
            var sensitivity = new double[white.Length];
            Dense.Add(sensitivity, ratio / deviation, success.White[0]);
            Dense.Add(sensitivity, ratio * z / (deviation * deviation), white);
            success.AddGradient(x, sensitivity, gradient);
        }

        return log;
    }
}
