using System.Collections.Immutable;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Runs experiments: every arm with every seed, the winners retrained with seeds that no search saw.</summary>
/// <param name="trainings">What trains.</param>
/// <param name="plan">The project's plan.</param>
/// <param name="options">How many seeds, and how far.</param>
internal sealed class Prover(ITrainings trainings, Plan plan, ProverOptions options)
{
    private const long FreshSeed = 100_000;
    private const int FreshStride = 100;
    private readonly ImmutableSortedDictionary<string, object?> _defaults = DecisionBook.Empty.Tuned(plan);
    private readonly SortedSet<double> _values = [];

    /// <summary>Runs an experiment.</summary>
    /// <param name="experiment">The experiment; the plan lacks nothing for it.</param>
    /// <param name="progress">Told how many of how many searches are done.</param>
    /// <param name="cancellation">Ends it early; trainings that are done are kept.</param>
    /// <returns>What it showed.</returns>
    /// <exception cref="HyperException">A training fails.</exception>
    public async Task<Proof> RunAsync(IExperiment experiment, Action<int, int> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var first = await trainings.TrainAsync(new Recipe(_defaults, 1), cancellation).ConfigureAwait(false);
        var metric = Yardstick.Metric(plan.Metric);
        var yardstick = experiment.PrefersLoss && !Yardstick.Loss.Of(first).IsEmpty ? Yardstick.Loss : metric;
        var design = experiment.Design(plan, options.Quick);
        var seeds = design.Seeds ?? options.Seeds;
        var done = 0;
        var all = design.Arms.Length * seeds;
        async Task<ArmEnd> RunOne(Arm arm, int seed)
        {
            var end = await RunAsync(arm, yardstick, seed, cancellation).ConfigureAwait(false);
            progress(Interlocked.Increment(ref done), all);
            return end;
        }

        var runs = design.Arms.SelectMany(a => Enumerable.Range(1, seeds).Select(s => RunOne(a, s))).ToList();
        var ends = await Task.WhenAll(runs).ConfigureAwait(false);
        var arms = new List<ArmScore>();
        foreach (var (arm, i) in design.Arms.Select((a, i) => (a, i)))
        {
            arms.Add(await ScoreAsync((arm.Name, [.. ends.Skip(i * seeds).Take(seeds)]), yardstick, design.Retrains ?? options.Retrains, cancellation).ConfigureAwait(false));
        }

        var row = Row();
        var answers = design.Questions.Select(q => Judge.Of(q, [.. arms], yardstick, row));
        return new Proof(experiment, design.Setup, yardstick, [.. arms], [.. answers]) { Retrains = design.Retrains ?? options.Retrains };
    }

    private Task<ArmEnd> RunAsync(Arm arm, Yardstick yardstick, int seed, CancellationToken cancellation)
    {
        var bench = new Bench(trainings, plan, yardstick, seed, cancellation);
        return Task.Factory.StartNew(() => arm.Run(bench), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private async Task<ArmScore> ScoreAsync((string Name, ImmutableArray<ArmEnd> Ends) arm, Yardstick yardstick, int retrains, CancellationToken cancellation)
    {
        // two arms with one seed are retrained with the same fresh seeds, and so are compared pair by pair
        var curves = await Task.WhenAll(arm.Ends.Select((end, i) => Task.WhenAll(Enumerable.Range(0, retrains)
            .Select(r => trainings.TrainAsync(new Recipe(end.Winner, FreshSeed + (i * FreshStride) + r, ScoresTest: true), cancellation))))).ConfigureAwait(false);
        var metric = Yardstick.Metric(plan.Metric);
        _values.UnionWith(curves.SelectMany(c => c).SelectMany(c => metric.Of(c)).Select(v => v.Value));
        ImmutableArray<double> Means(Func<Curve, double> of) => [.. curves.Select(c => c.Select(of).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average())];
        return new ArmScore(arm.Name, arm.Ends, Means(c => yardstick.Best(c)), Means(c => metric.Best(c)), Means(c => c.Test ?? double.NaN))
        {
            TestOfEach = [.. curves.SelectMany(c => c).Select(c => c.Test ?? double.NaN)],
        };
    }

    // the metric's smallest step: one row of the validation part
    private double Row() => _values.Count < 2 ? 0 : _values.Zip(_values.Skip(1), (a, b) => b - a).Min();
}
