using HyperScaffold.Samplers;
using HyperScaffold.Samplers.Random;
using HyperScaffold.Samplers.Tpe;
using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;

namespace HyperScaffold.Runtime.Tests.Studies;

public sealed class SuggestionTests
{
    [Fact]
    public void A_range_that_changes_within_a_study_is_the_new_one_at_once()
    {
        using var study = Open();
        study.Optimize(t => t.SuggestFloat("x", 0, 1), 5);
        study.Optimize(t => t.SuggestFloat("x", 10, 11), 5);
        study.Optimize(t => t.SuggestFloat("x", 0, 1), 5);
        Assert.Equal([0, 0, 0, 0, 0, 10, 10, 10, 10, 10, 0, 0, 0, 0, 0], study.Trials.Select(t => Math.Floor((double)t.Parameters["x"].External!)));
        Assert.Equal(new FloatDistribution(10, 11), study.Trials[7].Parameters["x"].Distribution);
    }

    [Fact]
    public void Choices_that_change_in_their_list_are_seen()
    {
        using var study = Open();
        var choices = new[] { "a", "b" };
        study.Optimize(t => t.SuggestCategorical("c", choices).Length, 3);
        choices[1] = "other";
        var error = Assert.Throws<HyperException>(() => study.Optimize(t => t.SuggestCategorical("c", choices).Length, 1));
        Assert.StartsWith("A parameter keeps its kind, its scale and its choices within a study, but 'c' was", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_kind_of_a_parameter_cannot_change_although_earlier_trials_had_both_orders()
    {
        using var study = Open();
        study.Optimize(t => t.SuggestFloat("x", 0, 1) + t.SuggestInt("n", 1, 3), 3);
        study.Optimize(t => t.SuggestInt("n", 1, 3) + t.SuggestFloat("x", 0, 1), 3);
        Assert.Throws<HyperException>(() => study.Optimize(t => t.SuggestInt("x", 0, 1), 1));
        Assert.Throws<HyperException>(() => study.Optimize(t => t.SuggestFloat("n", 1, 3, log: true), 1));
    }

    [Fact]
    public void The_same_name_gives_the_same_value_again_in_later_trials_too()
    {
        using var study = Open();
        study.Optimize(
            t =>
            {
                var first = t.SuggestFloat("x", 0, 1);
                Assert.Equal(first, t.SuggestFloat("x", 0, 1));
                Assert.Equal(first, t.SuggestFloat("x", 0, 2));
                Assert.Throws<HyperException>(() => t.SuggestInt("x", 0, 1));
                return first;
            },
            4);
    }

    [Fact]
    public void A_step_that_does_not_divide_the_range_lowers_its_end_in_every_trial()
    {
        using var study = Open();
        study.Optimize(t => t.SuggestInt("n", 1, 10, step: 4) + t.SuggestFloat("x", 0, 1, step: 0.3), 20);
        Assert.All(study.Trials, t => Assert.Equal((9L, 0.9), (((IntDistribution)t.Parameters["n"].Distribution).High, Math.Round(((FloatDistribution)t.Parameters["x"].Distribution).High, 12))));
    }

    [Fact]
    public void Trials_on_many_threads_keep_their_own_parameters()
    {
        using var study = Open();
        study.Optimize(
            t => t.SuggestCategorical("branch", ["a", "b", "c"]) switch
            {
                "a" => t.SuggestFloat("x", 0, 1),
                "b" => t.SuggestInt("n", 1, 100),
                _ => t.SuggestFloat("y", 5, 6) + t.SuggestFloat("x", 0, 1),
            },
            new OptimizeOptions { Trials = 400, Threads = 8 },
            TestContext.Current.CancellationToken);
        foreach (var trial in study.Trials)
        {
            var values = trial.Parameters.ToDictionary(p => p.Key, p => p.Value.External, StringComparer.Ordinal);
            var expected = values["branch"] switch { "a" => (double)values["x"]!, "b" => (long)values["n"]!, _ => (double)values["y"]! + (double)values["x"]! };
            Assert.Equal(expected, trial.Value);
            Assert.Equal(trial.Parameters["branch"].Internal == 2 ? 3 : 2, trial.Parameters.Count);
        }
    }

    [Fact]
    public void A_running_trial_shows_its_parameters_to_others_soon()
    {
        using var storage = new MemoryStorage();
        using var study = Study.Create("s", new StudyOptions { Storage = storage });
        var trial = study.Ask();
        var value = trial.SuggestFloat("x", 0, 1);
        Assert.True(SpinWait.SpinUntil(() => study.Trials[0].Parameters.Count == 1, TimeSpan.FromSeconds(20)));
        Assert.Equal(value, study.Trials[0].Parameters["x"].Internal);
        trial.SuggestFloat("y", 0, 1);
        study.Tell(trial, 1);
        Assert.Equal(["x", "y"], study.Trials[0].Parameters.Keys.Order());
    }

    [Fact]
    public void A_study_without_a_sampler_takes_the_model_that_suits_its_space()
    {
        static double Best(ISampler? sampler)
        {
            using var study = Study.Create("s", new StudyOptions { Sampler = sampler });
            study.Optimize(t => Math.Pow(t.SuggestFloat("x", -5, 5) - 1, 2) + Math.Pow(t.SuggestFloat("y", -5, 5) + 2, 2), 30);
            return study.BestValue;
        }

        Assert.Equal(Best(new AutoSampler()), Best(null));
        Assert.True(Best(null) < Best(new TpeSampler()));
    }

    [Fact]
    public void Parameters_that_only_some_trials_have_are_no_matter_for_a_gaussian_process()
    {
        static double Branches(Trial t) => t.SuggestInt("kind", 0, 1) == 0 ? t.SuggestFloat("x", 0, 1) : t.SuggestFloat("y", 0, 1);
        using var auto = Study.Create("s");
        using var tpe = Study.Create("s", new StudyOptions { Sampler = new TpeSampler() });
        auto.Optimize(Branches, 25);
        tpe.Optimize(Branches, 25);
        Assert.Equal(tpe.Trials.Select(t => t.Value), auto.Trials.Select(t => t.Value));
    }

    [Theory]
    [InlineData("tpe")]
    [InlineData("gp")]
    [InlineData("random")]
    [InlineData("quasi-random")]
    [InlineData("grid")]
    public void Threads_that_use_up_a_small_space_try_every_point_once(string sampler)
    {
        var space = SearchSpace.Empty.Int("a", 1, 4).Int("b", 1, 2).Int("c", 0, 3);
        using var study = Study.Create("s", new StudyOptions { Sampler = SamplerFactory.Create(sampler, space), Space = space });
        var result = study.Optimize(
            t =>
            {
                var value = t.SuggestInt("a", 1, 4) + t.SuggestInt("b", 1, 2) + t.SuggestInt("c", 0, 3);
                Thread.Sleep(1);
                return value;
            },
            new OptimizeOptions { Trials = 100, Threads = 4 },
            TestContext.Current.CancellationToken);
        Assert.Equal(StopReason.Exhausted, result.Reason);
        Assert.Equal(32, study.Trials.Select(t => (t.Parameters["a"].Internal, t.Parameters["b"].Internal, t.Parameters["c"].Internal)).Distinct().Count());
        Assert.Equal(32, study.Trials.Count);
    }

    [Fact]
    public void A_grid_that_several_workers_use_up_has_each_point_once_and_no_trial_more()
    {
        using var storage = new MemoryStorage();
        var space = SearchSpace.Empty.Float("x", 0, 1).Categorical("kind", ["a", "b"]).Float("y", 1, 10, log: true);
        StudyOptions Options(int worker) => new() { Storage = storage, Sampler = SamplerFactory.Create("grid:3", space), Space = space, LoadIfExists = true, Worker = $"{worker}" };
        var workers = Enumerable.Range(0, 4).Select(w => Study.Create("s", Options(w))).ToList();
        Parallel.ForEach(workers, w => w.Optimize(t => t.SuggestFloat("x", 0, 1) + t.SuggestCategorical("kind", ["a", "b"]).Length + t.SuggestFloat("y", 1, 10, log: true), 100));
        var trials = workers[0].Trials;
        Assert.Equal(18, trials.Count);
        Assert.All(trials, t => Assert.Equal(TrialState.Complete, t.State));
        Assert.Equal(18, trials.Select(t => (t.Parameters["x"].Internal, t.Parameters["kind"].Internal, t.Parameters["y"].Internal)).Distinct().Count());
        workers.ForEach(w => w.Dispose());
    }

    [Theory]
    [InlineData("random")]
    [InlineData("quasi-random")]
    public void One_seed_gives_the_same_trials_to_one_thread_and_to_eight(string sampler)
    {
        List<string> Run(int threads)
        {
            var space = SearchSpace.Empty.Float("x", 0, 1).Int("n", 1, 1000);
            using var study = Study.Create("s", new StudyOptions { Sampler = SamplerFactory.Create(sampler, space), Space = space, Seed = 3 });
            study.Optimize(t => t.SuggestFloat("x", 0, 1) + t.SuggestInt("n", 1, 1000), new OptimizeOptions { Trials = 200, Threads = threads }, TestContext.Current.CancellationToken);
            return [.. study.Trials.Select(t => $"{t.Number}: {PythonText.Float(t.Parameters["x"].Internal)} {t.Parameters["n"].Internal}")];
        }

        Assert.Equal(Run(1), Run(8));
    }

    private static Study Open() => Study.Create("s", new StudyOptions { Sampler = new RandomSampler() });
}
