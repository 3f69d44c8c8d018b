using HyperScaffold.Contracts;
using HyperScaffold.Samplers;
using HyperScaffold.Samplers.Gp;
using HyperScaffold.Samplers.Random;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;
using MathNet.Numerics.Distributions;

namespace HyperScaffold.Runtime.Tests.Samplers;

public sealed class GpSamplerTests : SamplerContract
{
    private static readonly double[][] HartmannA =
        [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];

    private static readonly double[][] HartmannP =
        [[0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
         [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381]];

    private static SearchSpace Plane { get; } = SearchSpace.Empty.Float("x", -5, 10).Float("y", 0, 15);

    protected override bool IsAdaptive => true;

    [Fact]
    public void It_beats_random_on_Branin() => AssertBeatsRandom(Plane, Branin, trials: 25);

    [Fact]
    public void It_beats_random_on_Hartmann_in_six_dimensions() => AssertBeatsRandom(
        Enumerable.Range(0, 6).Aggregate(SearchSpace.Empty, (s, i) => s.Float($"x{i}", 0, 1)),
        v => -Enumerable.Range(0, 4).Sum(i => new[] { 1, 1.2, 3, 3.2 }[i] * Math.Exp(-Enumerable.Range(0, 6).Sum(j => HartmannA[i][j] * Math.Pow(v[$"x{j}"] - HartmannP[i][j], 2)))),
        trials: 35);

    [Fact]
    public void It_beats_random_on_a_mixed_space() => AssertBeatsRandom(
        Mixed,
        v => Math.Pow(Math.Log10(v["lr"]) + 3, 2) + Math.Pow(v["momentum"] - 0.9, 2) + (0.1 * Math.Abs(Math.Log2(v["width"]) - 6)) + (0.05 * v["layers"])
            + Math.Pow(v["dropout"] - 0.2, 2) + (v["optimizer"] == 2 ? 0 : 0.3),
        trials: 30);

    [Fact]
    public void It_beats_random_on_a_conditional_space() => AssertBeatsRandom(
        Conditional,
        v => (v["optimizer"] == 0 ? Math.Pow(Math.Log10(v["sgd_lr"]) + 1, 2) + 0.1 : Math.Pow(Math.Log10(v["adam_lr"]) + 3, 2))
            + (v.TryGetValue("weight_decay", out var decay) ? 0.1 * Math.Abs(Math.Log10(decay) + 3) : 0.3),
        trials: 30);

    [Fact]
    public void It_maximizes_when_told_so()
    {
        var run = new SamplerRun(Plane, new GpSampler(), direction: StudyDirection.Maximize);
        run.Run(25, v => -Branin(v));
        Assert.InRange(run.History.Finished.Max(t => t.Value)!.Value, -0.45, -0.39);
    }

    [Fact]
    public void Parallel_asks_without_an_answer_spread_out()
    {
        double Nearest(bool tellRunning, bool tellValues = true)
        {
            var run = Run(Plane);
            run.Run(15, v => Branin(v));
            var points = new List<double[]>();
            for (var number = 15; number < 21; number++)
            {
                var values = new GpSampler().Propose(run.Request(number)).Values;
                points.Add([(values["x"] + 5) / 15, values["y"] / 15]);
                if (tellRunning)
                {
                    run.History.Update(SamplerRun.Trial(number, TrialState.Running, null, Plane, tellValues ? values : new Dictionary<string, double>()));
                }
            }

            return points.SelectMany((p, i) => points.Skip(i + 1).Select(q => Math.Max(Math.Abs(p[0] - q[0]), Math.Abs(p[1] - q[1])))).Min();
        }

        Assert.InRange(Nearest(tellRunning: true), 0.01, 1);
        Assert.InRange(Nearest(tellRunning: true, tellValues: false), 0.01, 1);
        Assert.InRange(Nearest(tellRunning: false), 0, 0.001);
    }

    [Fact]
    public void A_region_whose_trials_fail_is_avoided()
    {
        // the best lies beside the cliff, so that a model without failures runs over it again and again
        static double? Cliff(IReadOnlyDictionary<string, double> v) => v["x"] > 4 ? null : -v["x"] + (0.05 * v["y"]);
        (int Failures, double Worst) Search(GpOptions options)
        {
            var runs = Enumerable.Range(0, 3).Select(seed => new SamplerRun(Plane, new GpSampler(options), seed)).ToList();
            runs.ForEach(r => r.Run(35, Cliff));
            return (runs.Sum(r => r.History.Finished.Count(t => t.State == TrialState.Fail)), runs.Max(r => r.History.Finished.Min(t => t.Value))!.Value);
        }

        var informed = Search(new GpOptions());
        var forgetful = Search(new GpOptions { LearnFromFailures = false });
        Assert.True(informed.Failures < forgetful.Failures, $"{informed.Failures} failures against {forgetful.Failures}");
        Assert.InRange(informed.Worst, -4, -3.9);
        Assert.True(forgetful.Worst > -3.5, $"{forgetful.Worst} without learning from failures");
    }

    [Fact]
    public void Pruned_trials_tell_where_not_to_look()
    {
        var run = Run(Plane);
        run.Run(10, v => 5 - (0.01 * v["y"]));
        var number = run.Next;
        for (var i = 0; i < 20; i++)
        {
            var values = new Dictionary<string, double> { ["x"] = 2.5 + (0.3 * i), ["y"] = i % 5 * 3.5 };
            var trial = SamplerRun.Trial(number++, TrialState.Pruned, 9, Plane, values);
            run.History.Update(trial with { IntermediateValues = [new IntermediateValue(1, 9 + (0.01 * i))] });
        }

        var proposals = Enumerable.Range(0, 5).Select(k => new GpSampler().Propose(run.Request(number + k)).Values["x"]);
        Assert.All(proposals, x => Assert.True(x < 2.5, $"x = {x}"));
    }

    [Fact]
    public void Trials_from_before_a_range_was_widened_stay_history()
    {
        var narrow = SearchSpace.Empty.Float("lr", 1e-3, 1e-1, log: true);
        var run = new SamplerRun(narrow, new GpSampler());
        static double? Valley(IReadOnlyDictionary<string, double> v) => Math.Pow(Math.Log10(v["lr"]) + 3.5, 2);
        run.Run(12, Valley);
        run.Space = SearchSpace.Empty.Float("lr", 1e-5, 1e-1, log: true);
        run.Run(4, Valley);
        Assert.True(run.History.Finished.Min(t => t.Value) < 1e-3);
    }

    [Fact]
    public void A_study_in_which_every_trial_failed_goes_on()
    {
        var run = Run(Plane);
        Assert.Equal(30, run.Run(30, _ => null).Count);
    }

    [Fact]
    public void Constant_values_and_repeated_enqueued_points_do_not_stop_it()
    {
        var run = Run(Plane);
        for (var i = 0; i < 15; i++)
        {
            run.Tell(new Dictionary<string, double> { ["x"] = 1, ["y"] = 1 }, 3);
        }

        Assert.Equal(5, run.Run(5, _ => 3).Select(Text).Distinct().Count());
    }

    [Fact]
    public void More_trials_than_the_limit_are_reduced_to_the_best_and_the_newest()
    {
        var run = new SamplerRun(Plane, new GpSampler(new GpOptions { TrialLimit = 20, Candidates = 64, Climbs = 2 }));
        run.Run(60, v => Branin(v));
        Assert.True(run.History.Finished.Min(t => t.Value) < 0.5);
    }

    [Fact]
    public void Broken_options_are_named_all_at_once()
    {
        var error = Assert.Throws<HyperException>(() => new GpSampler(new GpOptions { StartupTrials = 1, Climbs = 0 }));
        Assert.Contains("StartupTrials = 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("Climbs = 0", error.Message, StringComparison.Ordinal);
    }

    protected override ISampler Create(SearchSpace space) => new GpSampler();

    private static double Branin(IReadOnlyDictionary<string, double> v)
    {
        var valley = v["y"] - (5.1 / (4 * Math.PI * Math.PI) * v["x"] * v["x"]) + (5 / Math.PI * v["x"]) - 6;
        return (valley * valley) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(v["x"])) + 10;
    }

    // Mann and Whitney's test, one-sided, by its normal approximation; the seeds are fixed, so the result is too
    private static void AssertBeatsRandom(SearchSpace space, Func<IReadOnlyDictionary<string, double>, double> function, int trials)
    {
        double[] Bests(Func<ISampler> sampler, int seeds) => [.. Enumerable.Range(0, seeds).Select(seed =>
        {
            var run = new SamplerRun(space, sampler(), seed);
            run.Run(trials, v => function(v));
            return run.History.Finished.Min(t => t.Value)!.Value;
        })];

        var gp = Bests(() => new GpSampler(), 8);
        var random = Bests(() => new RandomSampler(), 40);
        var wins = gp.Sum(g => random.Count(r => g < r) + (0.5 * random.Count(r => g == r)));
        var pairs = (double)gp.Length * random.Length;
        var z = (wins - (pairs / 2)) / Math.Sqrt(pairs * (gp.Length + random.Length + 1) / 12);
        var p = 1 - Normal.CDF(0, 1, z);
        Assert.True(p < 0.001, $"p = {p}");
    }
}
