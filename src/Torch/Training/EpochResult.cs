namespace HyperScaffold.Torch.Training;

/// <summary>What one epoch showed.</summary>
/// <param name="Number">The epoch, from 1.</param>
/// <param name="TrainLoss">The mean loss on the scored training rows after the epoch, in evaluation, so that it compares with the validation loss.</param>
/// <param name="TrainAccuracy">The share of right answers on the scored training rows after the epoch, in evaluation.</param>
/// <param name="ValidationLoss">The mean loss on the validation part after the epoch.</param>
/// <param name="ValidationAccuracy">The share of right answers on the validation part after the epoch.</param>
/// <param name="Seconds">How long training and scoring took.</param>
public sealed record EpochResult(int Number, double TrainLoss, double TrainAccuracy, double ValidationLoss, double ValidationAccuracy, double Seconds)
{
    /// <summary>Gets the metrics by the names that a plan uses.</summary>
    public static IReadOnlyList<string> MetricNames { get; } = ["validation_accuracy", "validation_loss", "train_accuracy", "train_loss"];

    /// <summary>Gets the mean norm of the gradients; null where they are not clipped.</summary>
    internal double? GradientNorm { get; init; }

    /// <summary>A metric by the name that a plan uses.</summary>
    /// <param name="name">One of <see cref="MetricNames"/>.</param>
    /// <returns>Its value.</returns>
    /// <exception cref="HyperException">The name is not known.</exception>
    public double Metric(string name) => name switch
    {
        "validation_accuracy" => ValidationAccuracy,
        "validation_loss" => ValidationLoss,
        "train_accuracy" => TrainAccuracy,
        "train_loss" => TrainLoss,
        _ => throw new HyperException($"The trainer measures {string.Join(", ", MetricNames)}, but the metric is '{name}'. Use one of these in hyper.yaml, or write your own loop in Training.cs."),
    };
}
