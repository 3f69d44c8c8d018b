using System.Collections.Immutable;
using System.Globalization;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>A plan whose learning rates are too few is widened without help.</summary>
/// <param name="time">The clock.</param>
internal sealed class WidenExperiment(TimeProvider time) : IExperiment
{
    private const string Narrow = "narrow plan";
    private const string Wide = "wide plan";
    private const string Fixed = "narrow, not widened";

    /// <inheritdoc/>
    public string Name => "widen";

    /// <inheritdoc/>
    public string Title => "a plan with too narrow a range is widened without help";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS105", "HS201"];

    /// <inheritdoc/>
    public bool PrefersLoss => false;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var rate = ExperimentRoles.Rate(plan);
        var start = Convert.ToDouble(rate.Default, CultureInfo.InvariantCulture);
        Arm Over(string name, double low, double high, HardEnds hard) => new(name, b =>
            new PhaseReplay(b, time).Run(With(plan, rate with { Low = low, High = high, Log = true, Hard = hard }, quick)).End);
        return new ExperimentDesign(
            $"the whole plan with learning rates from {PhaseText.Value(start / 2)} to {PhaseText.Value(start * 2)} (the default halved and doubled), from {PhaseText.Value(rate.Low)} to {PhaseText.Value(rate.High)} (the plan's), and with the narrow ends declared hard",
            [Over(Narrow, start / 2, start * 2, HardEnds.None), Over(Wide, rate.Low, rate.High, rate.Hard), Over(Fixed, start / 2, start * 2, HardEnds.Low | HardEnds.High)],
            [
                new Question("A plan with too narrow a range ends where the wide plan ends, within noise.", Narrow, Wide, Measure.WithinNoise),
                new Question("A plan with too narrow a range ends no worse than the wide plan, by two rows or more.", Narrow, Wide, Measure.NoWorse),
                new Question("Widening is what brings it there.", Narrow, Fixed),
            ]);
    }

    private static Plan With(Plan plan, PlanParameter rate, bool quick) => plan with
    {
        Parameters = [.. plan.Parameters.Select(p => p.Name == rate.Name ? rate : p)],
        Phases = [.. plan.Phases.Select(p => quick ? p with { Trials = Math.Min(10, p.Trials ?? 10) } : p)],
    };
}
