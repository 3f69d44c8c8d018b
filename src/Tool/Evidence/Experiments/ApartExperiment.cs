using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>Batch size and learning rate, one after the other or together.</summary>
internal sealed class ApartExperiment : IExperiment
{
    private const string BatchFirst = "batch size, then rate";
    private const string RateFirst = "rate, then batch size";
    private const string Together = "together";
    private const int Grid = 5;

    /// <inheritdoc/>
    public string Name => "apart";

    /// <inheritdoc/>
    public string Title => "batch size and learning rate, apart or together";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS106", "HS113"];

    /// <inheritdoc/>
    public bool PrefersLoss => true;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate", "batch_size");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var trials = quick ? 12 : 20;
        var (rate, batch) = (ExperimentRoles.Rate(plan), ExperimentRoles.Find(plan, "batch_size")!);
        var sizes = GridExperiment.Levels(batch, Grid);
        var rates = trials - sizes.Length;
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"{trials} trials an arm: apart, {sizes.Length} batch sizes and {rates} quasi-random learning rates one after the other, the first with the other at its default; together, {trials} quasi-random pairs"),
            [
                new Arm(BatchFirst, b =>
                {
                    var first = Sizes(b, b.Defaults);
                    return Sum(first, b.Search([rate], "quasi-random", rates, new BenchSearch { Around = first.Winner }));
                }),
                new Arm(RateFirst, b =>
                {
                    var first = b.Search([rate], "quasi-random", rates);
                    return Sum(first, Sizes(b, first.Winner));
                }),
                new Arm(Together, b => b.Search([batch, rate], "quasi-random", trials)),
            ],
            [
                new Question("Tuning both together ends better than tuning first the batch size, then the learning rate.", Together, BatchFirst),
                new Question("Tuning both together ends better than tuning first the learning rate, then the batch size.", Together, RateFirst),
            ]);
        ArmEnd Sizes(Bench bench, ImmutableSortedDictionary<string, object?> around) => Candidates.Best(bench, sizes.Select(s => around.SetItem(batch.Name, s)));
    }

    private static ArmEnd Sum(ArmEnd first, ArmEnd second) => second with { Trials = first.Trials + second.Trials, Epochs = first.Epochs + second.Epochs };
}
