using System.Globalization;
using HyperScaffold.Studies;

namespace HyperScaffold.Workers;

/// <summary>What the final training reached.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Context">Seed, files and the test score.</param>
/// <param name="Best">The best epoch's value of the metric.</param>
/// <param name="BestEpoch">The best epoch, from 1.</param>
/// <param name="Epochs">How many epochs ran.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record TrainingOutcome(TuningPlanAttribute Plan, TrialContext Context, double Best, int BestEpoch, int Epochs, double Seconds)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var test = Context.TestScore is { } score ? string.Create(CultureInfo.InvariantCulture, $", test {score:0.####}") : string.Empty;
        var weights = File.Exists(Context.WeightsFile) ? $", weights {Context.WeightsFile}" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{Plan.Metric} {Best:0.####} (epoch {BestEpoch} of {Epochs}){test}{weights}, {Seconds:0.0} s");
    }
}
