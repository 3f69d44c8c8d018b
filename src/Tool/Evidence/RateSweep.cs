using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Trains shortly, from the start each time, at rates that are evenly spaced on a log scale.</summary>
internal sealed record RateSweep
{
    /// <summary>Gets the learning rate's name.</summary>
    public required string Parameter { get; init; }

    /// <summary>Gets the external values of all the plan's parameters around it.</summary>
    public required ImmutableSortedDictionary<string, object?> Values { get; init; }

    /// <summary>Gets the smallest rate.</summary>
    /// <value>The default is 1e-6.</value>
    public double From { get; init; } = 1e-6;

    /// <summary>Gets the largest rate.</summary>
    /// <value>The default is 10.</value>
    public double To { get; init; } = 10;

    /// <summary>Gets how many rates are tried, at least 3.</summary>
    /// <value>The default is 15: two for each power of ten.</value>
    public int Points { get; init; } = 15;

    /// <summary>Gets how many seeds each rate is trained with, at least 1.</summary>
    /// <value>The default is 3.</value>
    public int Seeds { get; init; } = 3;

    /// <summary>Gets the rates, ascending.</summary>
    public ImmutableArray<double> Rates =>
        [.. Enumerable.Range(0, Points).Select(i => Tidy(From * Math.Pow(To / From, (double)i / (Points - 1))))];

    /// <summary>Lists what is wrong with the settings.</summary>
    /// <returns>The problems; none where they can be used.</returns>
    public IReadOnlyList<Problem> Check()
    {
        var problems = new List<Problem>();
        if (!(From > 0 && To > From && double.IsFinite(To)))
        {
            problems.Add(new Problem("--from and --to", $"{PythonText.Float(From)} and {PythonText.Float(To)}", "rates are positive and ascend", "Leave both out for 1e-6 and 10"));
        }

        if (Points is < 3 or > 200)
        {
            problems.Add(new Problem("--points", Points.ToString(CultureInfo.InvariantCulture), "a curve has 3 to 200 points", "Leave it out for 15"));
        }

        if (Seeds is < 1 or > 100)
        {
            problems.Add(new Problem("--seeds", Seeds.ToString(CultureInfo.InvariantCulture), "a rate is trained with 1 to 100 seeds", "Leave it out for 3"));
        }

        return problems;
    }

    /// <summary>Trains.</summary>
    /// <param name="trainings">What trains.</param>
    /// <param name="metric">The plan's metric, for trainings that log no loss.</param>
    /// <param name="progress">Told how many trainings are done.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The points, and the name of what they measure.</returns>
    /// <exception cref="HyperException">Every training failed.</exception>
    public async Task<(ImmutableArray<RatePoint> Points, string Measure)> RunAsync(ITrainings trainings, PlanMetric metric, Action<int> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trainings);
        ArgumentNullException.ThrowIfNull(metric);
        var done = 0;
        var failures = new List<HyperException>();
        async Task<Curve?> Train(double rate, int seed)
        {
            try
            {
                var recipe = new Recipe(Values.SetItem(Parameter, rate), seed);
                var curve = await trainings.TrainAsync(recipe, cancellation).ConfigureAwait(false);
                progress(Interlocked.Increment(ref done));
                return curve;
            }
            catch (HyperException e) when (e is not Hosting.UsageException)
            {
                lock (failures)
                {
                    failures.Add(e);
                }

                return null;
            }
        }

        // seed by seed, so that rates that fail do not follow on one another
        var tasks = Enumerable.Range(1, Seeds).SelectMany(s => Rates.Select(r => Train(r, s))).ToList();
        var curves = await Task.WhenAll(tasks).ConfigureAwait(false);
        if (Array.TrueForAll(curves, c => c is null))
        {
            throw new HyperException(failures[0].Message, failures[0]);
        }

        var trained = curves.OfType<Curve>().Where(c => !c.IsDiverged).ToList();
        var yardstick = trained.Count > 0 && trained.TrueForAll(c => !Yardstick.Loss.Of(c).IsEmpty) ? Yardstick.Loss : Yardstick.Metric(metric);
        return ([.. Rates.Select((r, i) => new RatePoint(r, [.. Enumerable.Range(0, Seeds).Select(s => Last(curves[(s * Points) + i], yardstick))]))], yardstick.Name);
    }

    // at the end of the short training, not at its best: a rate that blows up after a good start is no good rate
    private static double Last(Curve? curve, Yardstick yardstick)
    {
        if (curve is null or { IsDiverged: true } || yardstick.Of(curve) is not [.., var last])
        {
            return double.NaN;
        }

        return yardstick.Direction == StudyDirection.Minimize ? last.Value : -last.Value;
    }

    private static double Tidy(double rate) => double.Parse(rate.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
