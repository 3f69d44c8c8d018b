using System.Text.Json;
using HyperScaffold.Runtime.Tests.Golden;
using HyperScaffold.Samplers;
using HyperScaffold.Samplers.Tpe;
using HyperScaffold.Spaces;

namespace HyperScaffold.Runtime.Tests.Samplers;

public sealed class ParzenConformanceTests
{
    private static readonly TpeOptions Exact = TpeOptions.Optuna49;

    public static TheoryData<string, string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, bool>();
            foreach (var version in GoldenFile.Versions)
            {
                foreach (var name in new[] { "f", "lf", "i", "li", "sf", "c" })
                {
                    cases.Add(version.Data, name, false);
                    cases.Add(version.Data, name, true);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Weights_centres_widths_and_densities_are_optunas(string version, string name, bool together)
    {
        var golden = GoldenFile.Read(version);
        var expected = golden.GetProperty("parzen").GetProperty($"{name}/mv={(together ? "True" : "False")}");
        var axis = AxisOf(golden, name);
        var observations = GoldenFile.Numbers(golden.GetProperty("parzen_inputs").GetProperty("obs").GetProperty(name));
        var lines = observations.Select(o => axis.Full?.ToLine(o) ?? o).ToArray();
        var options = Exact with { Bandwidth = together && version == "optuna-4.9.0" ? TpeBandwidth.Rule : TpeBandwidth.Neighbours };
        var estimator = TpeModel.Estimate([axis], new Observations(lines), options);

        AssertClose(GoldenFile.Numbers(expected.GetProperty("weights")), estimator.Weights);
        AssertShape(expected, axis, lines, options);
        var points = Points(name);
        var densities = GoldenFile.Numbers(expected.GetProperty("log_pdf"));
        AssertClose(densities, [.. points.Select(p => estimator.LogDensity([p]))]);
    }

    [Theory]
    [MemberData(nameof(GoldenFile.Versions), MemberType = typeof(GoldenFile))]
    public void The_number_of_good_trials_is_optunas(string version) =>
        Assert.All(GoldenFile.Read(version).GetProperty("gamma").EnumerateObject(), g =>
            Assert.Equal(g.Value.GetInt32(), TpeModel.GoodCount(int.Parse(g.Name, System.Globalization.CultureInfo.InvariantCulture), Exact)));

    [Theory]
    [MemberData(nameof(GoldenFile.Versions), MemberType = typeof(GoldenFile))]
    public void Old_trials_fade_as_in_optuna(string version) =>
        AssertClose(GoldenFile.Numbers(GoldenFile.Read(version).GetProperty("weights_30")), TpeModel.Ages(30));

    [Fact]
    public void Equal_observations_keep_their_order_by_age() =>
        Assert.Equal([20, .. Enumerable.Range(0, 20), .. Enumerable.Range(21, 20)], new Observations([.. Enumerable.Range(0, 41).Select(i => i == 20 ? 0.0 : 1.0)]).OrderOf(0));

    // the places that were recorded: both ends and one between
    private static double[] Points(string name) => name switch
    {
        "f" => [0, 0.3, 1],
        "lf" => [1e-5, 1e-3, 0.1],
        "i" => [1, 5, 10],
        "li" => [16, 100, 512],
        "sf" => [0, 0.5, 1],
        _ => [0, 1, 2],
    };

    private static Axis AxisOf(JsonElement golden, string name)
    {
        var json = golden.GetProperty("parzen_inputs").GetProperty("space").GetProperty(name);
        var text = json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();
        return new Axis(new SpaceParameter(name, DistributionJson.Read(text)), -1, null, null);
    }

    private static void AssertShape(JsonElement expected, Axis axis, double[] lines, TpeOptions options)
    {
        if (axis.Full is not { } scale)
        {
            var kernels = new ChoiceKernels(lines, axis.Choices, 1);
            var rows = expected.GetProperty("cat_weights").EnumerateArray().Select(GoldenFile.Numbers).ToList();
            AssertClose(rows[0], [.. Enumerable.Range(0, axis.Choices).Select(c => c == (int)lines[0] ? kernels.Same : kernels.Other)]);
            return;
        }

        double[] means = [.. lines, (scale.Low + scale.High) / 2];
        AssertClose(GoldenFile.Numbers(expected.GetProperty("mu")), means);
        AssertClose(GoldenFile.Numbers(expected.GetProperty("sigma")), Bandwidths.Of(means, new Observations(lines).OrderOf(0), scale, options.Bandwidth, 1));
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), p => Assert.True(Math.Abs(p.First - p.Second) <= 1e-10 * Math.Max(1, Math.Abs(p.First)), $"{p.First:R} against {p.Second:R}"));
    }
}
