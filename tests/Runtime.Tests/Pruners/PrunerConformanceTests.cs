using HyperScaffold.Contracts;
using HyperScaffold.Pruners;
using HyperScaffold.Runtime.Tests.Golden;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Pruners;

public sealed class PrunerConformanceTests
{
    private const int Steps = 27;

    public static TheoryData<string, string> Runs
    {
        get
        {
            var runs = new TheoryData<string, string>();
            foreach (var version in GoldenFile.Versions)
            {
                foreach (var run in GoldenFile.Read(version.Data).GetProperty("pruner_runs").EnumerateObject())
                {
                    runs.Add(version.Data, run.Name);
                }
            }

            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_trial_ends_at_the_step_at_which_optuna_ends_it(string version, string run)
    {
        var expected = GoldenFile.Read(version).GetProperty("pruner_runs").GetProperty(run).EnumerateArray()
            .Select(e => e.ValueKind == System.Text.Json.JsonValueKind.Null ? (int?)null : e.GetInt32()).ToList();
        var parts = run.Split('/');
        var direction = parts[1] == "maximize" ? StudyDirection.Maximize : StudyDirection.Minimize;
        var trained = new PrunerRun(Pruner(parts[0], direction), "golden", direction).Train(expected.Count, Steps, Curve, firstStep: 0);
        Assert.Equal(expected, trained);
    }

    [Theory]
    [MemberData(nameof(GoldenFile.Versions), MemberType = typeof(GoldenFile))]
    public void Brackets_are_drawn_by_the_same_checksum(string version) =>
        Assert.All(GoldenFile.Read(version).GetProperty("hyperband_crc32").EnumerateObject(), c => Assert.Equal(c.Value.GetUInt32(), HyperbandPruner.Crc32(c.Name)));

    private static IPruner Pruner(string name, StudyDirection direction) => name switch
    {
        "median" => new MedianPruner(),
        "median_w3_i4" => new MedianPruner(startupTrials: 3, warmupSteps: 3, intervalSteps: 4),
        "percentile25_min3" => new PercentilePruner(new PercentileOptions { Percentile = 25, MinTrials = 3 }),
        "sha" => new HalvingPruner(new HalvingOptions { MinResource = 1, ReductionFactor = 3 }),
        "sha_auto" => new HalvingPruner(),
        "sha_boot5" => new HalvingPruner(new HalvingOptions { MinResource = 2, ReductionFactor = 2, BootstrapCount = 5 }),
        "hyperband_1_27_3" => new HyperbandPruner(new HyperbandOptions { MaxResource = 27 }),
        "patient3_median" => new PatientPruner(new MedianPruner(), patience: 3),
        _ => direction == StudyDirection.Maximize ? new ThresholdPruner(lower: -0.19, warmupSteps: 7) : new ThresholdPruner(upper: 0.19, warmupSteps: 7),
    };

    private static double Curve(int trial, int step) => (1.0 / (step + 1)) + (0.1 * (trial * 7919 % 13) / 13) + (0.02 * Math.Sin(trial + step));
}
