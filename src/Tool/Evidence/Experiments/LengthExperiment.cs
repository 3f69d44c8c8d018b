using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>The length of a training tuned as a parameter, or every training whole.</summary>
internal sealed class LengthExperiment : IExperiment
{
    private const string Whole = "full trainings";
    private const string Tuned = "length tuned";
    private const string Longer = "length tuned, trained to the end";
    private const int Factor = 10;
    private const int Seeds = 10;

    /// <inheritdoc/>
    public string Name => "length";

    /// <inheritdoc/>
    public string Title => "the training length as a parameter against full trainings";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS115"];

    /// <inheritdoc/>
    public bool PrefersLoss => false;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var trials = quick ? 8 : 20;
        var rate = ExperimentRoles.Rate(plan);
        ArmEnd Search(Bench bench) => bench.Search([rate], "tpe", Factor * trials, new BenchSearch { TunesLength = true, MostEpochs = trials * bench.Epochs });
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"{rate.Name} by TPE with the epochs of {trials} full trainings, everything else at its default; a length is a tenth of a training to all of it, on a log scale, and the winner is retrained at the length that it has. A short training is the beginning of a full one, which is exact for a constant schedule"),
            [
                new Arm(Whole, b => b.Search([rate], "tpe", trials)),
                new Arm(Tuned, Search),
                new Arm(Longer, b => Search(b) with { Length = null }),
            ],
            [
                new Question("Full trainings end better than a search that also tunes their length, with as many epochs.", Whole, Tuned),
                new Question("Full trainings end no worse than a search that also tunes their length, with as many epochs.", Whole, Tuned, Measure.NoWorse),
                new Question("Longer is no worse: what the search over lengths chose, trained to the end, is no worse than at the length that it chose.", Longer, Tuned, Measure.NoWorse),
            ])
        {
            Seeds = quick ? null : Seeds,
        };
    }
}
