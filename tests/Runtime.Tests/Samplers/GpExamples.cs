using HyperScaffold.Samplers.Gp;

namespace HyperScaffold.Runtime.Tests.Samplers;

/// <summary>Small data sets with two numbers and a choice, for the tests of the model.</summary>
internal static class GpExamples
{
    public static double[] Failed { get; } = [0.95, 0.95, 0];

    public static (double[][] X, double[] Y) Data(int count, ulong seed = 2)
    {
        var random = new RandomSource(seed);
        double[][] x = [.. Enumerable.Range(0, count).Select(_ => new[] { random.NextDouble(), random.NextDouble(), random.NextIndex(3) })];
        return (x, GpTargets.Standardize([.. x.Select(p => Math.Sin(5 * p[0]) + (p[1] * p[1]) + (0.5 * p[2]))]));
    }

    public static GpAcquisition Acquisition(MaternKernel kernel, bool[] kinds, int running, bool failures)
    {
        double[][] places = [[0.2, 0.7, 1], [0.9, 0.1, 0]];
        double[][] normals = [[0.5, -1.2], [-0.3, 2], [1, 1]];
        var data = Data(20);
        var posterior = GpPosterior.Of(kernel, kinds, data, places[..running], normals);
        if (!failures)
        {
            return new GpAcquisition(posterior);
        }

        double[][] x = [.. data.X, Failed, [0.9, 0.9, 0], [0.99, 0.9, 0]];
        double[] labels = [.. Enumerable.Repeat(0.4, data.X.Length), -2.7, -2.7, -2.7];
        return new GpAcquisition(posterior, GpPosterior.Of(kernel, kinds, (x, labels), [], []), -1);
    }
}
