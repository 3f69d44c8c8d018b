using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>Time for three trainings: three automated trials, or a learning rate found by hand.</summary>
internal sealed class ByHandExperiment : IExperiment
{
    private const string Hand = "by hand";
    private const string Machine = "three automated trials";
    private const int Trials = 3;
    private const double Tenth = 0.1;
    private static readonly double[] Coarse = [1e-4, 1e-3, 1e-2, 1e-1];
    private static readonly double[] Around = [0.3, 0.5, 1, 2, 5];

    /// <inheritdoc/>
    public string Name => "by-hand";

    /// <inheritdoc/>
    public string Title => "three automated trials against tuning by hand in as much time";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS107"];

    /// <inheritdoc/>
    public bool PrefersLoss => false;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var rate = ExperimentRoles.Rate(plan);
        return new ExperimentDesign(
            "the time of three full trainings; by hand is 0.0001, 0.001, 0.01 and 0.1 for a tenth of a training each, then the best of them times 0.3, 0.5, 1, 2 and 5 for a fifth each, then one full training; automated are three trials of TPE over the plan's range. A short training is the beginning of a full one, which is exact for a constant schedule",
            [
                new Arm(Hand, b => ByHand(b, rate.Name)),
                new Arm(Machine, b => b.Search([rate], "tpe", Trials)),
            ],
            [
                new Question("Tuning by hand ends better than three automated trials in as much time.", Hand, Machine),
                new Question("Tuning by hand takes fewer epochs.", Hand, Machine, Measure.Saves),
            ]);
    }

    private static ArmEnd ByHand(Bench bench, string rate)
    {
        var shortest = Math.Max(1, (int)(bench.Epochs * Tenth));
        var coarse = Candidates.Best(bench, Coarse.Select(r => bench.Defaults.SetItem(rate, r)), shortest);
        var best = Convert.ToDouble(coarse.Winner[rate], CultureInfo.InvariantCulture);
        var fine = Candidates.Best(bench, Around.Select(f => bench.Defaults.SetItem(rate, best * f)), 2 * shortest);
        return new ArmEnd(fine.Winner, coarse.Trials + fine.Trials + 1, coarse.Epochs + fine.Epochs + bench.Epochs);
    }
}
