using HyperScaffold.Contracts;
using HyperScaffold.Pruners;
using HyperScaffold.Samplers;
using HyperScaffold.Samplers.QuasiRandom;
using HyperScaffold.Samplers.Tpe;
using HyperScaffold.Spaces;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Samplers;

public sealed class TpeSamplerTests : SamplerContract
{
    private static SearchSpace Line { get; } = SearchSpace.Empty.Float("x", -10, 10);

    protected override bool IsAdaptive => true;

    [Fact]
    public void It_comes_closer_than_random_to_the_best_point()
    {
        var run = Run(Line);
        run.Run(60, v => Math.Pow(v["x"] - 2, 2));
        Assert.True(run.History.Finished.Min(t => t.Value) < 0.01);
    }

    [Fact]
    public void It_maximizes_when_told_so()
    {
        var run = new SamplerRun(Line, new TpeSampler(), seed: 1, StudyDirection.Maximize);
        run.Run(60, v => -Math.Pow(v["x"] - 2, 2));
        Assert.True(run.History.Finished.Max(t => t.Value) > -0.01);
    }

    [Fact]
    public void A_region_whose_trials_fail_is_avoided()
    {
        static double? Diverging(IReadOnlyDictionary<string, double> v) => v["x"] > 0 ? null : 1 + (0.01 * Math.Sin(50 * v["x"]));
        int Failures(TpeOptions options)
        {
            var run = new SamplerRun(Line, new TpeSampler(options), seed: 4);
            run.Run(80, Diverging);
            return run.History.Finished.Skip(20).Count(t => t.State == TrialState.Fail);
        }

        var informed = Failures(new TpeOptions());
        var forgetful = Failures(new TpeOptions { LearnFromFailures = false });
        Assert.True(informed < forgetful, $"{informed} failures against {forgetful}");
    }

    [Fact]
    public void Only_trials_that_have_the_parameters_are_divided()
    {
        var run = Run(Conditional);
        for (var i = 0; i < 40; i++)
        {
            var values = i % 2 == 0
                ? new Dictionary<string, double> { ["optimizer"] = 0, ["sgd_lr"] = 0.01 * (i + 1), ["use_weight_decay"] = 0 }
                : new Dictionary<string, double> { ["optimizer"] = 1, ["adam_lr"] = 1e-4 * (i + 1), ["use_weight_decay"] = 0 };
            run.Tell(values, i % 2 == 0 ? i : 1000 + i);
        }

        var axis = new Axis(Conditional.Find("adam_lr")!, 0, null, null);
        Assert.Equal(4, TpeSplit.Of(run.Request(), [axis], new TpeOptions()).Good.Count);
        Assert.Equal(0, TpeSplit.Of(run.Request(), [axis], new TpeOptions { SplitRelevantOnly = false }).Good.Count);
    }

    [Fact]
    public void Parameters_that_only_some_trials_have_are_learned_without_being_told_so()
    {
        var space = SearchSpace.Empty.Categorical("optimizer", ["sgd", "adam"]).Float("sgd_lr", 1e-3, 1, log: true).Float("adam_lr", 1e-5, 1e-2, log: true);
        var (run, sampler) = (Run(space), new TpeSampler());
        for (var i = 0; i < 60; i++)
        {
            var proposed = sampler.Propose(run.Request()).Values;
            var own = proposed["optimizer"] == 0 ? "sgd_lr" : "adam_lr";
            var best = own == "sgd_lr" ? 0.1 : 1e-3;
            run.Tell(proposed.Remove(own == "sgd_lr" ? "adam_lr" : "sgd_lr"), Math.Abs(Math.Log10(proposed[own] / best)) + proposed["optimizer"]);
        }

        Assert.True(run.History.Finished.Min(t => t.Value) < 0.03, $"{run.History.Finished.Min(t => t.Value)}");
    }

    [Fact]
    public void A_widened_range_keeps_earlier_trials_as_history()
    {
        var run = Run(SearchSpace.Empty.Float("lr", 1e-4, 1e-2, log: true));
        run.Run(30, v => Math.Abs(Math.Log10(v["lr"] / 8e-3)));
        run.Space = SearchSpace.Empty.Float("lr", 1e-4, 1e-1, log: true);
        var next = run.Run(20, v => Math.Abs(Math.Log10(v["lr"] / 8e-3))).Select(p => p.Values["lr"]).ToList();
        Assert.Contains(next, v => v > 1e-2);
        Assert.True(next.Count(v => v is > 2e-3 and < 4e-2) >= 12, string.Join(", ", next));
    }

    [Fact]
    public void Running_trials_push_the_next_one_away()
    {
        var run = Run(Line);
        run.Run(20, v => Math.Pow(v["x"] - 2, 2));
        var sampler = new TpeSampler();
        var first = sampler.Propose(run.Request()).Values["x"];
        for (var i = 0; i < 12; i++)
        {
            run.History.Update(SamplerRun.Trial(run.Next + 1 + i, TrialState.Running, null, Line, new Dictionary<string, double> { ["x"] = first + (0.001 * i) }));
        }

        Assert.True(Math.Abs(sampler.Propose(run.Request()).Values["x"] - first) > 0.05);
    }

    [Fact]
    public void Under_hyperband_only_trials_of_its_own_bracket_teach_a_trial()
    {
        var run = Run(Mixed);
        run.Run(150, Objective);
        var pruner = new HyperbandPruner(new HyperbandOptions { MinResource = 1, MaxResource = 27 });
        var peers = ((IBracketed)pruner).PeersOf(run.History, run.Next)!;
        var own = new TrialHistory(run.History.StudyName, run.History.Direction);
        foreach (var trial in run.History.All.Where(t => peers(t.Number)))
        {
            own.Update(trial);
        }

        var proposed = new TpeSampler().Propose(run.Request() with { Peers = peers }).Values;
        Assert.InRange(own.Finished.Count, 10, 100);
        Assert.Equal(new TpeSampler().Propose(run.Request() with { History = own }).Values, proposed);
        Assert.NotEqual(new TpeSampler().Propose(run.Request()).Values, proposed);
    }

    [Fact]
    public void A_bracket_with_few_trials_starts_evenly_spread()
    {
        var run = Run(Line);
        run.Run(40, v => v["x"]);
        var expected = new QuasiRandomSampler().Propose(run.Request()).Values;
        Assert.Equal(expected, new TpeSampler().Propose(run.Request() with { Peers = n => n < 9 }).Values);
        Assert.NotEqual(expected, new TpeSampler().Propose(run.Request() with { Peers = n => n < 30 }).Values);
    }

    [Fact]
    public void A_study_under_hyperband_tells_its_sampler_the_bracket()
    {
        var seen = new List<int>();
        var pruner = new HyperbandPruner(new HyperbandOptions { MinResource = 1, MaxResource = 9 });
        using var study = Study.Create("s", new StudyOptions { Sampler = new Watching(r => seen.Add(Enumerable.Range(0, r.Number).Count(r.IsPeer))), Pruner = pruner, Space = Line });
        study.Optimize(t => t.SuggestFloat("x", -10, 10), 30);
        Assert.Equal(Enumerable.Range(0, 30).Select(n => Enumerable.Range(0, n).Count(((IBracketed)pruner).PeersOf(study.View.History, n)!)), seen);
        Assert.InRange(seen[^1], 1, 28);
    }

    [Fact]
    public void Settings_that_break_rules_are_named_together()
    {
        var error = Assert.Throws<HyperException>(() => new TpeSampler(new TpeOptions { Candidates = 0, GoodShare = 1.5 }));
        Assert.Equal(
            "TpeOptions cannot be used: Candidates = 0: must be at least 1. Write 24. GoodShare = 1.5: must lie between 0 and 1. Write 0.2.",
            error.Message);
    }

    protected override ISampler Create(SearchSpace space) => new TpeSampler();

    private sealed class Watching(Action<SampleRequest> see) : ISampler
    {
        public Proposal Propose(SampleRequest request)
        {
            see(request);
            return new TpeSampler().Propose(request);
        }
    }
}

public sealed class TpeOptuna49Tests : SamplerContract
{
    protected override bool IsAdaptive => true;

    protected override bool AvoidsRepeats => false;

    protected override ISampler Create(SearchSpace space) => new TpeSampler(TpeOptions.Optuna49);
}

public sealed class TpeOptuna50Tests : SamplerContract
{
    protected override bool IsAdaptive => true;

    protected override bool AvoidsRepeats => false;

    protected override ISampler Create(SearchSpace space) => new TpeSampler(TpeOptions.Optuna50);
}
