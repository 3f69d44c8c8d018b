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

    /// <summary>Gets where searches ended in an earlier run.</summary>
    /// <value>The default knows none and keeps none.</value>
    public SearchEnds Ends { get; init; } = SearchEnds.None;

    /// <summary>Runs an experiment.</summary>
    /// <param name="experiment">The experiment; the plan lacks nothing for it.</param>
    /// <param name="progress">Told how many of how many searches are done.</param>
    /// <param name="cancellation">Ends it early; trainings that are done are kept.</param>
    /// <returns>What it showed.</returns>
    /// <exception cref="HyperException">A training fails.</exception>
    public async Task<Proof> RunAsync(IExperiment experiment, Action<int, int> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var tally = new TrainingTally(trainings);
        var first = await tally.TrainAsync(new Recipe(_defaults, 1), cancellation).ConfigureAwait(false);
        var metric = Yardstick.Metric(plan.Metric);
        var yardstick = experiment.PrefersLoss && !Yardstick.Loss.Of(first).IsEmpty ? Yardstick.Loss : metric;
        var design = experiment.Design(plan, options.Quick);
        var (seeds, retrains) = (design.Seeds ?? options.Seeds, design.Retrains ?? options.Retrains);
        var done = 0;
        async Task<(ArmEnd End, Curve[] Again)> RunOne(Arm arm, int seed)
        {
            var end = Ends.Find(arm.Name, seed) ?? await RunAsync(arm, new Bench(tally, plan, yardstick, seed, cancellation)).ConfigureAwait(false);
            Ends.Keep(arm.Name, seed, end);
            progress(Interlocked.Increment(ref done), design.Arms.Length * seeds);
            return (end, await Task.WhenAll(Again(end, seed, retrains).Select(r => tally.TrainAsync(r, cancellation))).ConfigureAwait(false));
        }

        // all begin before the first is waited for, and what an arm chose is retrained while others still search
        var runs = design.Arms.Select(a => Enumerable.Range(1, seeds).Select(s => RunOne(a, s)).ToList()).ToList();
        var ends = await Task.WhenAll(runs.Select(Task.WhenAll)).ConfigureAwait(false);
        ImmutableArray<ArmScore> arms = [.. design.Arms.Zip(ends, (arm, of) => Score(arm, of, yardstick))];
        var row = Row(ends.SelectMany(e => e).SelectMany(e => e.Again));
        return new Proof(experiment, design.Setup, yardstick, arms, [.. design.Questions.Select(q => Judge.Of(q, arms, yardstick, row))])
        {
            Retrains = retrains,
            Row = row,
            Trainings = ends.SelectMany(e => e).Sum(e => e.End.Trials + e.Again.Length),
            WorkerSeconds = tally.Seconds,
        };
    }

    private static Task<ArmEnd> RunAsync(Arm arm, Bench bench) =>
        Task.Factory.StartNew(() => arm.Run(bench), bench.Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // two arms with one seed are retrained with the same fresh seeds, and so are compared pair by pair
    private static IEnumerable<Recipe> Again(ArmEnd end, int seed, int retrains) =>
        Enumerable.Range(0, retrains).Select(r => new Recipe(end.Winner, FreshSeed + ((seed - 1) * FreshStride) + r, ScoresTest: true));

    private ArmScore Score(Arm arm, (ArmEnd End, Curve[] Again)[] ends, Yardstick yardstick)
    {
        var metric = Yardstick.Metric(plan.Metric);
        ImmutableArray<double> Means(Func<Curve, int, double> of) => [.. ends.Select(e => e.Again.Select(c => of(c, e.End.Length ?? int.MaxValue)).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average())];
        // a curve that is cut has no weights that could be tested
        double Test(Curve curve, int length) => length < trainings.Epochs ? double.NaN : curve.Test ?? double.NaN;
        return new ArmScore(arm.Name, [.. ends.Select(e => e.End)], Means(yardstick.Best), Means(metric.Best), Means(Test))
        {
            TestOfEach = [.. ends.SelectMany(e => e.Again.Select(c => Test(c, e.End.Length ?? int.MaxValue)))],
        };
    }

    // the metric's smallest step: one row of the validation part
    private double Row(IEnumerable<Curve> curves)
    {
        var metric = Yardstick.Metric(plan.Metric);
        var values = new SortedSet<double>(curves.SelectMany(c => metric.Of(c)).Select(v => v.Value));
        return values.Count < 2 ? 0 : values.Zip(values.Skip(1), (a, b) => b - a).Min();
    }
}
