using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>A narrow range of learning rates against a wide one.</summary>
internal sealed class RangeExperiment : IExperiment
{
    private static readonly (double Low, double High) SeedNarrow = (0.005, 0.015);
    private static readonly (double Low, double High) SeedWide = (1e-4, 0.1);

    /// <inheritdoc/>
    public string Name => "range";

    /// <inheritdoc/>
    public string Title => "a narrow range of learning rates against a wide one";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS105", "HS201"];

    /// <inheritdoc/>
    public bool PrefersLoss => false;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var trials = quick ? 8 : 20;
        var rate = ExperimentRoles.Rate(plan);
        var start = Convert.ToDouble(rate.Default, CultureInfo.InvariantCulture);
        Arm Over((double Low, double High) ends) => new(Name(ends), b => b.Search([ExperimentRoles.RateFrom(b.Plan, ends.Low, ends.High)], "random", trials));
        string Name((double Low, double High) ends) => $"{PhaseText.Value(ends.Low)} to {PhaseText.Value(ends.High)}";
        var (around, own) = ((start / 2, start * 2), (rate.Low, rate.High));
        return new ExperimentDesign(
            string.Create(CultureInfo.InvariantCulture, $"{trials} random learning rates an arm on a log scale, everything else at its default; {Name(own)} is the plan's range, {Name(around)} the default halved and doubled"),
            [Over(SeedNarrow), Over(SeedWide), Over(around), Over(own)],
            [
                new Question($"A search from {Name(SeedWide)} ends better than one from {Name(SeedNarrow)}.", Name(SeedWide), Name(SeedNarrow)),
                new Question("A search over the plan's range ends better than one around its default.", Name(own), Name(around)),
            ]);
    }
}
