using System.Collections.Immutable;
using HyperScaffold.Phases;

namespace HyperScaffold.Tool.Evidence.Experiments;

/// <summary>Six learning rates, evenly spaced on a linear or on a log scale.</summary>
internal sealed class SpacingExperiment : IExperiment
{
    private const int Rates = 6;
    private const double SeedLow = 1e-4;
    private const double SeedHigh = 1e-2;

    /// <inheritdoc/>
    public string Name => "spacing";

    /// <inheritdoc/>
    public string Title => "six linear against six log-spaced learning rates";

    /// <inheritdoc/>
    public ImmutableArray<string> Codes => ["HS103"];

    /// <inheritdoc/>
    public bool PrefersLoss => false;

    /// <inheritdoc/>
    public string? Lacks(Plan plan) => ExperimentRoles.Lacks(plan, "learning_rate")
        ?? (ExperimentRoles.Rate(plan) is { Low: > 0 } ? null : "needs a learning rate whose range begins above 0");

    /// <inheritdoc/>
    public ExperimentDesign Design(Plan plan, bool quick)
    {
        var rate = ExperimentRoles.Rate(plan);
        var (wide, narrow) = ($"{PhaseText.Value(rate.Low)} to {PhaseText.Value(rate.High)}", $"{PhaseText.Value(SeedLow)} to {PhaseText.Value(SeedHigh)}");
        return new ExperimentDesign(
            $"6 learning rates an arm with both ends of the range, everything else at its default; the plan's range is {wide}, {narrow} is the range in which such lists are often written",
            [
                new Arm($"linear, {wide}", b => Try(b, rate.Low, rate.High, log: false)),
                new Arm($"log, {wide}", b => Try(b, rate.Low, rate.High, log: true)),
                new Arm($"linear, {narrow}", b => Try(b, SeedLow, SeedHigh, log: false)),
                new Arm($"log, {narrow}", b => Try(b, SeedLow, SeedHigh, log: true)),
            ],
            [
                new Question("Six log-spaced rates over the plan's range end better than six linear ones.", $"log, {wide}", $"linear, {wide}"),
                new Question($"Six log-spaced rates from {narrow} end better than six linear ones.", $"log, {narrow}", $"linear, {narrow}"),
            ]);
    }

    private static ArmEnd Try(Bench bench, double low, double high, bool log)
    {
        var rate = ExperimentRoles.Rate(bench.Plan) with { Low = low, High = high, Log = log, Disabled = null, Type = PlanParameterType.Float };
        return Candidates.Best(bench, GridExperiment.Levels(rate, Rates).Select(r => bench.Defaults.SetItem(rate.Name, r)));
    }
}
