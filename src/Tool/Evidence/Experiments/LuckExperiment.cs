using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>The best of many trials whose values make no difference.</summary>
/// <param name="time">The clock.</param>
internal sealed class LuckExperiment(TimeProvider time) : IExperiment
{
    private const string Before = "the values before";
    private const string Best = "the best score";
    private const string Confirmed = "confirmed";
    private const double Factor = 1.1;
    private const int Seeds = 10;

    /// <inheritdoc/>
    public string Name => "luck";

    /// <inheritdoc/>
    public string Title => "the best score where nothing matters";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS111", "HS203", "HS210"];

    /// <inheritdoc/>
    public bool PrefersLoss => false;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var trials = quick ? 8 : 20;
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"{trials} random learning rates within a tenth of the best of {GoodValues.TrialsOf(quick)}, so near that they make no difference; either the best score is adopted, or the trials that lead the rate before are confirmed with fresh seeds as every phase does"),
            [
                new Arm(Before, b => GoodValues.Of(b, quick)),
                new Arm(Best, b => Search(b, trials, GoodValues.Of(b, quick).Winner)),
                new Arm(Confirmed, b => Phase(b, trials, GoodValues.Of(b, quick).Winner)),
            ],
            [
                new Question($"The best of {trials} scores falls when it is trained again.", Best, Best, Measure.Falls),
                new Question("Keeping the rate before ends no worse than adopting the best score.", Before, Best, Measure.NoWorse),
                new Question("What is confirmed ends no worse than the best score.", Confirmed, Best, Measure.NoWorse),
            ])
        {
            Seeds = quick ? null : Seeds,
        };
    }

    private static ArmEnd Search(Bench bench, int trials, ImmutableSortedDictionary<string, object?> values) =>
        bench.Search([Near(bench, values)], "random", trials, new BenchSearch { Around = values });

    private ArmEnd Phase(Bench bench, int trials, ImmutableSortedDictionary<string, object?> values) =>
        new PhaseReplay(bench, time).Run(GoodValues.Plan(bench.Plan, values, [Near(bench, values)], trials)).End;

    private static PlanParameter Near(Bench bench, ImmutableSortedDictionary<string, object?> values)
    {
        var found = Convert.ToDouble(values[ExperimentRoles.Rate(bench.Plan).Name], CultureInfo.InvariantCulture);
        return ExperimentRoles.RateFrom(bench.Plan, found / Factor, found * Factor);
    }
}
