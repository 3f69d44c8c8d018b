using HyperScaffold.Samplers;
using HyperScaffold.Samplers.Tpe;
using HyperScaffold.Spaces;

namespace HyperScaffold.Runtime.Tests.Samplers;

public sealed class FastMixtureTests
{
    private static readonly Axis[] Axes =
    [
        new(new SpaceParameter("lr", new FloatDistribution(1e-5, 1e-1, log: true)), -1, null, null),
        new(new SpaceParameter("year", new IntDistribution(1_000_000, 1_000_400)), -1, null, null),
        new(new SpaceParameter("x", new FloatDistribution(-1e-7, 1e-7)), -1, null, null),
        new(new SpaceParameter("kind", new CategoricalDistribution("a", "b", "c")), -1, null, null),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(29)]
    [InlineData(500)]
    public void It_ranks_points_as_the_exact_mixture_does(int observations)
    {
        var random = new RandomSource((ulong)observations);
        var lines = Axes.Select(a => Enumerable.Range(0, observations).Select(_ => Line(a, random)).ToArray()).ToArray();
        var fast = TpeModel.Estimate(Axes, new Observations(lines), new TpeOptions());
        var exact = new ParzenEstimator(Kernels(lines), fast.Weights);
        var points = Enumerable.Range(0, 50).Select(_ => Axes.Select(a => a.At(random.NextDouble())).ToArray()).Append([1e-5, 1_000_000, -1e-7, 0]).ToArray();
        var shift = fast.LogDensity(points[0]) - exact.LogDensity(points[0]);
        Assert.All(points, p => Assert.Equal(exact.LogDensity(p) + shift, fast.LogDensity(p), 1e-3));
    }

    [Fact]
    public void Twenty_parameters_far_from_all_observations_keep_their_density()
    {
        var axes = Enumerable.Range(0, 20).Select(i => new Axis(new SpaceParameter($"x{i}", new FloatDistribution(0, 1)), -1, null, null)).ToArray();
        var crowded = TpeModel.Estimate(axes, new Observations([.. axes.Select(_ => Enumerable.Range(0, 200).Select(i => 0.1 + (1e-4 * i)).ToArray())]), new TpeOptions());
        var (near, far) = (crowded.LogDensity([.. axes.Select(_ => 0.1)]), crowded.LogDensity([.. axes.Select(_ => 0.99)]));
        Assert.True(near > far + 20 && double.IsFinite(far), $"{near} near, {far} far");
    }

    private static double Line(Axis axis, RandomSource random)
    {
        var value = axis.At(random.NextDouble());
        return axis.Full?.ToLine(value) ?? value;
    }

    private static Kernels[] Kernels(double[][] lines)
    {
        var observations = new Observations(lines);
        return [.. Axes.Select((a, j) => a.Full is { } scale ? (Kernels)Numeric(scale, observations, j) : new ChoiceKernels(lines[j], a.Choices, 1))];
    }

    private static NumericKernels Numeric(NumericScale scale, Observations observations, int j)
    {
        double[] means = [.. observations.Lines[j], (scale.Low + scale.High) / 2];
        return new NumericKernels(scale, means, Bandwidths.Of(means, observations.OrderOf(j), scale, TpeBandwidth.Neighbours, 4));
    }
}
