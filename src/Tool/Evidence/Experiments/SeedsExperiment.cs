using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>Many configurations once, or a few of them with several seeds.</summary>
internal sealed class SeedsExperiment : IExperiment
{
    private const string Once = "many, once each";
    private const string Often = "a fifth, five seeds each";
    private const int Seeds = 5;
    private const long FirstSeed = 10_000;

    /// <inheritdoc/>
    public string Name => "seeds";

    /// <inheritdoc/>
    public string Title => "more configurations against more seeds";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS112"];

    /// <inheritdoc/>
    public bool PrefersLoss => true;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var few = quick ? 3 : 6;
        var tuned = ExperimentRoles.Common(plan, 4);
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"{few * Seeds} trainings an arm over {string.Join(", ", tuned.Select(p => p.Name))}: {few * Seeds} random configurations, or the first {few} of them with {Seeds} seeds each"),
            [
                new Arm(Once, b => b.Search(tuned, "random", few * Seeds)),
                new Arm(Often, b => Averaged(b, tuned, few)),
            ],
            [new Question("Many configurations with one seed end better than a fifth of them with five seeds.", Once, Often)]);
    }

    private static ArmEnd Averaged(Bench bench, IReadOnlyList<PlanParameter> tuned, int few)
    {
        var tried = new List<ImmutableSortedDictionary<string, object?>>();
        bench.Search(tuned, "random", few, new BenchSearch { OnTrial = tried.Add });
        long? SeedOf(int s) => s == 0 ? null : FirstSeed + (bench.Seed * Seeds) + s;
        tried.ForEach(v => Enumerable.Range(0, Seeds).ToList().ForEach(s => bench.Foresee(v, SeedOf(s))));
        var best = tried
            .Select(v => (Values: v, Score: Enumerable.Range(0, Seeds).Average(s => Score(bench, bench.Train(v, SeedOf(s))))))
            .Where(t => double.IsFinite(t.Score))
            .OrderByDescending(t => bench.Yardstick.Lead(t.Score, 0))
            .Select(t => t.Values)
            .FirstOrDefault(bench.Defaults);
        return new ArmEnd(best, few * Seeds, few * Seeds * bench.Epochs);
    }

    private static double Score(Bench bench, Curve curve) => curve.IsDiverged ? double.NaN : bench.Yardstick.Best(curve);
}
