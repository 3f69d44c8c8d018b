using System.Runtime.CompilerServices;
using HyperScaffold.Spaces;

namespace HyperScaffold.Samplers.Tpe;

/// <summary>The pieces that a <see cref="ParzenEstimator"/> is made of, as functions of observations.</summary>
internal static class TpeModel
{
    private const int FullWeightTrials = 25;

    /// <summary>The estimator of some observations.</summary>
    /// <param name="axes">The parameters that are modelled together.</param>
    /// <param name="observations">What was observed.</param>
    /// <param name="options">The settings.</param>
    public static ParzenEstimator Estimate(Axis[] axes, Observations observations, TpeOptions options)
    {
        var kernels = new Kernels[axes.Length];
        for (var j = 0; j < axes.Length; j++)
        {
            kernels[j] = axes[j].Full is { } scale
                ? Numeric(scale, observations, j, options)
                : new ChoiceKernels(observations.Lines[j], axes[j].Choices, options.PriorWeight);
        }

        return new ParzenEstimator(kernels, Weights(observations.Count, options.PriorWeight), fast: !options.ExactGrid);
    }

    /// <summary>The number of trials that count as good.</summary>
    public static int GoodCount(int trials, TpeOptions options) => Math.Min((int)Math.Ceiling(options.GoodShare * trials), options.GoodLimit);

    /// <summary>The weights before the prior's is added: the newest 25 count fully, older ones fade.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] Ages(int n)
    {
        var weights = new double[n];
        Array.Fill(weights, 1.0);
        var fading = n - FullWeightTrials;
        for (var i = 0; i < fading; i++)
        {
            weights[i] = fading == 1 ? 1.0 / n : (1.0 / n) + (i * (1 - (1.0 / n)) / (fading - 1));
        }

        return weights;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] Weights(int n, double priorWeight)
    {
        double[] weights = [.. Ages(n), n == 0 ? 1 : priorWeight];
        var total = weights.Sum();
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] /= total;
        }

        return weights;
    }

    private static NumericKernels Numeric(NumericScale scale, Observations observations, int j, TpeOptions options)
    {
        double[] means = [.. observations.Lines[j], (scale.Low + scale.High) / 2];
        var widths = Bandwidths.Of(means, observations.OrderOf(j), scale, options.Bandwidth, observations.Lines.Length);
        return scale.Step > 0 && options.ExactGrid ? new GridKernels(scale, means, widths) : new NumericKernels(scale, means, widths);
    }
}
