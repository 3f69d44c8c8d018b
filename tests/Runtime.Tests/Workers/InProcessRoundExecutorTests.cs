using HyperScaffold.Spaces;
using HyperScaffold.Storage;
using HyperScaffold.Studies;
using HyperScaffold.Trials;
using HyperScaffold.Workers;

namespace HyperScaffold.Runtime.Tests.Workers;

public sealed class InProcessRoundExecutorTests : IDisposable
{
    private static readonly SearchSpace Space = SearchSpace.Empty.Float("x", -5, 5);
    private readonly MemoryStorage _storage = new();
    private readonly Recorded<RoundProgress> _progress = new();

    public void Dispose() => _storage.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_round_runs_as_many_trials_as_ordered(int threads)
    {
        var study = _storage.CreateStudy("s", StudyDirection.Minimize);

        await Run(study, ToyProject.Explore(12), threads);
        await Run(study, ToyProject.Explore(20) with { Round = "refine", Offset = 12, Sampler = "tpe" }, threads);

        var trials = Trials(study);
        Assert.Equal(20, trials.Count);
        Assert.Equal(12, trials.Count(t => t.Round == "explore"));
        Assert.All(trials, t => Assert.Equal(TrialState.Complete, t.State));
        Assert.Equal(("refine", 8, 8), (_progress.Values[^1].Round, _progress.Values[^1].Finished, _progress.Values[^1].Planned));
    }

    [Fact]
    public async Task An_exploration_is_the_same_whatever_the_number_of_threads()
    {
        Assert.Equal(await Values(1), await Values(3));

        async Task<List<double>> Values(int threads)
        {
            var study = _storage.CreateStudy($"s{threads}", StudyDirection.Minimize);
            await Run(study, ToyProject.Explore(10), threads);
            return [.. Trials(study).Select(t => t.Parameters["x"].Internal)];
        }
    }

    [Fact]
    public async Task A_confirm_round_takes_what_waits_and_nothing_more()
    {
        var study = _storage.CreateStudy("s", StudyDirection.Minimize);
        await Run(study, ToyProject.Explore(3));
        using (var open = Study.Load("s", new StudyOptions { Storage = _storage }))
        {
            foreach (var seed in new[] { 11, 12 })
            {
                open.EnqueueTrial(new Dictionary<string, object?> { ["x"] = 1.5 }, new Dictionary<string, object?> { [TrialAttributes.Round] = "confirm", [TrialAttributes.Seed] = seed });
            }
        }

        var seeds = new List<long>();
        await Run(study, ToyProject.Explore(3) with { Round = "confirm" }, 1, t =>
        {
            seeds.Add(t.Context.Seed);
            return t.SuggestFloat("x", -5, 5);
        });

        Assert.Equal([11, 12], seeds);
        Assert.Equal([1.5, 1.5], Trials(study).Skip(3).Select(t => t.Value));
        Assert.Equal((2, 2), (_progress.Values[^1].Finished, _progress.Values[^1].Planned));
        Assert.Equal(5, Trials(study).Count);
    }

    [Fact]
    public async Task Failures_in_a_row_stop_the_round_with_the_last_reason()
    {
        var study = _storage.CreateStudy("s", StudyDirection.Minimize);

        var error = await Assert.ThrowsAsync<HyperException>(() => Run(study, ToyProject.Explore(50), 1, _ => throw new FormatException("bad row")));

        Assert.Contains("FormatException: bad row", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, Trials(study).Count);
    }

    [Fact]
    public async Task Diverged_trials_do_not_stop_a_round()
    {
        var study = _storage.CreateStudy("s", StudyDirection.Minimize);

        await Run(study, ToyProject.Explore(12), 1, _ => double.NaN);

        Assert.Equal(12, Trials(study).Count(t => t.State == TrialState.Fail));
    }

    [Fact]
    public async Task A_finite_space_ends_its_round_when_all_of_it_was_tried()
    {
        var study = _storage.CreateStudy("s", StudyDirection.Minimize);
        var executor = new InProcessRoundExecutor(t => t.SuggestCategorical("kind", [1, 2, 3]), SearchSpace.Empty.Categorical("kind", [1, 2, 3]));

        await executor.RunAsync(_storage, study, ToyProject.Explore(10), _progress, TestContext.Current.CancellationToken);

        Assert.Equal([1L, 2L, 3L], Trials(study).Select(t => t.Parameters["kind"].External).Order());
    }

    [Fact]
    public async Task Cancelling_hands_running_trials_back()
    {
        var study = _storage.CreateStudy("s", StudyDirection.Minimize);
        using var source = new CancellationTokenSource();
        var executor = new InProcessRoundExecutor(Interrupted, Space);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => executor.RunAsync(_storage, study, ToyProject.Explore(10), _progress, source.Token));

        Assert.Equal([TrialState.Complete, TrialState.Waiting], Trials(study).Select(t => t.State));

        double Interrupted(Trial trial)
        {
            trial.Report(1, 1);
            if (trial.Number == 1)
            {
                source.Cancel();
            }

            return trial.ShouldPrune() ? double.NaN : trial.SuggestFloat("x", -5, 5);
        }
    }

    private Task Run(StudyRecord study, RoundOrder order, int threads = 1, Func<Trial, double>? objective = null) =>
        new InProcessRoundExecutor(objective ?? (t => Math.Pow(t.SuggestFloat("x", -5, 5) - 2, 2)), Space, threads)
            .RunAsync(_storage, study, order, _progress, TestContext.Current.CancellationToken);

    private IReadOnlyList<FrozenTrial> Trials(StudyRecord study) => _storage.Read(study.Id, StudyCursor.Start).Trials;
}
