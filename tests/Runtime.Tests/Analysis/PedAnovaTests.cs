using System.Text.Json;
using HyperScaffold.Analysis;
using HyperScaffold.Runtime.Tests.Golden;
using HyperScaffold.Spaces;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Analysis;

public sealed class PedAnovaTests
{
    private static readonly FloatDistribution Unit = new(0, 1);
    private static readonly CategoricalDistribution Kind = new("a", "b");

    [Theory]
    [MemberData(nameof(GoldenFile.Versions), MemberType = typeof(GoldenFile))]
    public void The_importances_are_those_of_Optuna(string version)
    {
        var golden = GoldenFile.Read(version);
        var ours = PedAnova.Evaluate(GoldenTrials(), StudyDirection.Minimize);
        AssertEqual(golden.GetProperty("importance_PedAnovaImportanceEvaluator"), ours.Select(i => (i.Name, i.Share)));
        AssertEqual(golden.GetProperty("importance_PedAnovaImportanceEvaluator_unnormalized"), ours.Select(i => (i.Name, i.Raw)));
    }

    [Fact]
    public void The_order_of_the_trials_does_not_matter()
    {
        var trials = GoldenTrials();
        Assert.Equal(PedAnova.Evaluate(trials, StudyDirection.Minimize), PedAnova.Evaluate([.. trials.Reverse()], StudyDirection.Minimize));
    }

    [Fact]
    public void Maximizing_the_negated_values_gives_the_same_importances()
    {
        IReadOnlyList<FrozenTrial> negated = [.. GoldenTrials().Select(t => t with { Value = -t.Value })];
        Assert.Equal(PedAnova.Evaluate(GoldenTrials(), StudyDirection.Minimize), PedAnova.Evaluate(negated, StudyDirection.Maximize));
    }

    [Fact]
    public void The_parameter_that_decides_is_first_and_one_without_influence_gets_little()
    {
        var study = new StudyBuilder();
        var random = new RandomSource(1);
        for (var i = 0; i < 200; i++)
        {
            var (x, y) = (random.NextDouble(), random.NextDouble());
            study.Complete(Math.Abs(x - 0.3), ("x", Unit, x), ("y", Unit, y));
        }

        var result = PedAnova.Evaluate(study.Trials, StudyDirection.Minimize);
        Assert.Equal("x", result[0].Name);
        Assert.True(result[0].Share > 0.9, $"share {result[0].Share}");
    }

    [Fact]
    public void Infinite_failed_pruned_and_confirm_trials_do_not_count()
    {
        var study = new StudyBuilder();
        var random = new RandomSource(2);
        for (var i = 0; i < 40; i++)
        {
            var x = random.NextDouble();
            study.Complete(x * x, ("x", Unit, x), ("y", Unit, random.NextDouble()));
        }

        var clean = PedAnova.Evaluate(study.Trials, StudyDirection.Minimize);
        study.Complete(double.NegativeInfinity, ("x", Unit, 0.9)).Add(TrialState.Fail, null, ("x", Unit, 0.9)).Add(TrialState.Pruned, -5, ("x", Unit, 0.9));
        study.Complete(-9, ("x", Unit, 0.9)).LastIsConfirm();
        Assert.Equal(clean, PedAnova.Evaluate(study.Trials, StudyDirection.Minimize));
    }

    [Fact]
    public void A_conditional_parameter_counts_by_how_often_it_exists_among_the_best()
    {
        // only kind "a" has x; the best eight of 80 are five of kind a and three of kind b
        var (all, onlyA) = (new StudyBuilder(), new StudyBuilder());
        for (var i = 0; i < 40; i++)
        {
            var x = i / 39.0;
            all.Complete(i < 5 ? i / 100.0 : 1 + i, ("kind", Kind, 0), ("x", Unit, x));
            onlyA.Complete(i < 5 ? i / 100.0 : 1 + i, ("kind", Kind, 0), ("x", Unit, x));
        }

        for (var i = 0; i < 40; i++)
        {
            all.Complete(i < 3 ? 0.5 + (i / 100.0) : 100 + i, ("kind", Kind, 1));
        }

        var whole = PedAnova.Evaluate(all.Trials, StudyDirection.Minimize).Single(i => i.Name == "x").Raw;
        var alone = PedAnova.Evaluate(onlyA.Trials, StudyDirection.Minimize, new PedAnovaOptions { TargetQuantile = 5 / 40.0 }).Single(i => i.Name == "x").Raw;
        var divergence = alone / Math.Pow(5 / 40.0, 2);
        var (alpha, beta) = (5 / 8.0, 40 / 80.0);
        Assert.Equal(divergence * alpha * alpha / beta * Math.Pow(8 / 80.0, 2), whole, 1e-12);
    }

    [Fact]
    public void A_widened_range_is_a_regime_of_its_own()
    {
        var wide = new FloatDistribution(0, 10);
        var study = new StudyBuilder();
        for (var i = 0; i < 40; i++)
        {
            study.Complete(i % 7, ("x", i < 20 ? Unit : wide, i < 20 ? i / 20.0 : i / 4.0));
        }

        var only = Assert.Single(PedAnova.Evaluate(study.Trials, StudyDirection.Minimize));
        Assert.True(double.IsFinite(only.Raw) && only.Raw > 0);
        Assert.Equal(1, only.Share);
    }

    [Fact]
    public void No_trial_gives_nothing_and_two_trials_give_equal_shares()
    {
        Assert.Empty(PedAnova.Evaluate([], StudyDirection.Minimize));
        var two = new StudyBuilder().Complete(1, ("x", Unit, 0.1), ("y", Unit, 0.2)).Complete(2, ("x", Unit, 0.3), ("y", Unit, 0.9));
        var result = PedAnova.Evaluate(two.Trials, StudyDirection.Minimize);
        Assert.All(result, i => Assert.Equal((0.0, 0.5), (i.Raw, i.Share)));
    }

    [Fact]
    public void Equal_values_and_single_parameters_have_no_importance()
    {
        var study = new StudyBuilder();
        for (var i = 0; i < 10; i++)
        {
            study.Complete(1, ("x", Unit, i / 10.0), ("one", new FloatDistribution(2, 2), 2), ("n", new IntDistribution(1, 2), 1 + (i % 2)));
        }

        Assert.All(PedAnova.Evaluate(study.Trials, StudyDirection.Maximize), i => Assert.Equal((0.0, 1 / 3.0), (i.Raw, i.Share)));
    }

    [Fact]
    public void Broken_options_are_refused_at_once()
    {
        var error = Assert.Throws<HyperException>(() => PedAnova.Evaluate([], StudyDirection.Minimize, new PedAnovaOptions { TargetQuantile = 1, Cells = 0 }));
        Assert.Contains("TargetQuantile", error.Message, StringComparison.Ordinal);
        Assert.Contains("Cells", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_smaller_region_and_the_whole_space_are_other_questions()
    {
        var trials = GoldenTrials();
        var plain = Share(trials, new PedAnovaOptions());
        Assert.NotEqual(plain, Share(trials, new PedAnovaOptions { RegionQuantile = 0.5 }));
        Assert.NotEqual(plain, Share(trials, new PedAnovaOptions { Local = false }));
    }

    private static double Share(IReadOnlyList<FrozenTrial> trials, PedAnovaOptions options) =>
        PedAnova.Evaluate(trials, StudyDirection.Minimize, options).Single(i => i.Name == "lr").Share;

    private static void AssertEqual(JsonElement expected, IEnumerable<(string Name, double Number)> actual)
    {
        var rows = actual.ToList();
        Assert.Equal(expected.EnumerateObject().Select(p => p.Name), rows.Select(r => r.Name));
        Assert.All(rows, r => Assert.Equal(expected.GetProperty(r.Name).GetDouble(), r.Number, 1e-10));
    }

    private static IReadOnlyList<FrozenTrial> GoldenTrials()
    {
        var file = GoldenFile.Read("importance-trials");
        var distributions = file.GetProperty("distributions").EnumerateObject().ToDictionary(p => p.Name, p => DistributionJson.Read(p.Value.GetString()!));
        var study = new StudyBuilder();
        foreach (var trial in file.GetProperty("trials").EnumerateArray())
        {
            study.Complete(
                trial.GetProperty("value").GetDouble(),
                [.. trial.GetProperty("parameters").EnumerateObject().Select(p => (p.Name, distributions[p.Name], p.Value.GetDouble()))]);
        }

        return study.Trials;
    }
}
