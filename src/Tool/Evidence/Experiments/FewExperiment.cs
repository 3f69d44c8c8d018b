using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>A few trials in many dimensions around values that are good.</summary>
/// <param name="time">The clock.</param>
internal sealed class FewExperiment(TimeProvider time) : IExperiment
{
    private const string Before = "the values before";
    private const string Few = "few trials";
    private const string Confirmed = "few, confirmed";
    private const string Many = "five times as many";
    private const int Dimensions = 5;
    private const int Least = 3;
    private const int Trials = 6;
    private const int Times = 5;
    private const int Seeds = 10;

    /// <inheritdoc/>
    public string Name => "few";

    /// <inheritdoc/>
    public string Title => "a few trials in many dimensions around good values";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS111", "HS209"];

    /// <inheritdoc/>
    public bool PrefersLoss => false;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate")
        ?? (ExperimentRoles.Common(plan, Dimensions).Count < Least ? "needs 3 parameters that are often tuned, such as learning_rate, batch_size and dropout" : null);

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var tuned = ExperimentRoles.Common(plan, Dimensions);
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"{Trials} random trials over {string.Join(", ", tuned.Select(p => p.Name))} after a search that found the best of {GoodValues.TrialsOf(quick)} learning rates; confirmed is a phase of as many trials that tries the values before too, and confirms the trials that lead them with fresh seeds as every phase does"),
            [
                new Arm(Before, b => GoodValues.Of(b, quick)),
                new Arm(Few, b => b.Search(tuned, "random", Trials)),
                new Arm(Confirmed, b => new PhaseReplay(b, time).Run(GoodValues.Plan(b.Plan, GoodValues.Of(b, quick).Winner, tuned, Trials)).End),
                new Arm(Many, b => b.Search(tuned, "random", quick ? Trials : Times * Trials)),
            ],
            [
                new Question("The best of a few trials ends worse than the good values before.", Before, Few),
                new Question("Five times as many trials come level with them.", Many, Before, Measure.NoWorse),
                new Question("A few trials that are confirmed against the values before end no worse than these.", Confirmed, Before, Measure.NoWorse),
                new Question("A few trials that are confirmed against the values before end better than the same without.", Confirmed, Few),
            ])
        {
            Seeds = quick ? null : Seeds,
        };
    }
}
