using System.Collections.Immutable;
using HyperScaffold.Phases;
using HyperScaffold.Trials;

namespace HyperScaffold.Tool.Evidence;

/// <summary>What curves are compared by: the plan's metric, or the loss on the validation rows, which shows smaller differences.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Direction">Which values are better.</param>
/// <param name="IsLoss">True where it is read from the logged validation loss.</param>
internal sealed record Yardstick(string Name, StudyDirection Direction, bool IsLoss)
{
    /// <summary>The plan's own metric.</summary>
    /// <param name="metric">The metric.</param>
    /// <returns>The yardstick.</returns>
    public static Yardstick Metric(PlanMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new Yardstick(metric.Name, metric.Direction, false);
    }

    /// <summary>Gets the loss on the validation rows.</summary>
    public static Yardstick Loss { get; } = new(Curve.ValidationLoss, StudyDirection.Minimize, true);

    /// <summary>The values of a curve by epoch; an epoch whose value is no number is left out.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="epochs">Only the first so many epochs.</param>
    /// <returns>The values.</returns>
    public ImmutableArray<IntermediateValue> Of(Curve curve, int epochs = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var all = IsLoss ? curve.Metrics.GetValueOrDefault(Name, []) : curve.Reports;
        return [.. all.Where(v => v.Step <= epochs && double.IsFinite(v.Value))];
    }

    /// <summary>The best value of a curve.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="epochs">Only the first so many epochs.</param>
    /// <returns>The value; NaN where there is none.</returns>
    public double Best(Curve curve, int epochs = int.MaxValue)
    {
        var values = Of(curve, epochs);
        return values.IsEmpty ? double.NaN
            : Direction == StudyDirection.Maximize ? values.Max(v => v.Value) : values.Min(v => v.Value);
    }

    /// <summary>How much better one value is than another.</summary>
    /// <param name="value">The value.</param>
    /// <param name="reference">What it is compared with.</param>
    /// <returns>Positive where it is better, in the yardstick's own unit.</returns>
    public double Lead(double value, double reference) => Direction == StudyDirection.Maximize ? value - reference : reference - value;
}
