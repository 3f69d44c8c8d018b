using System.Globalization;
using System.Text;
using HyperScaffold.Tests.Phases;

namespace HyperScaffold.Tests.Guidance;

/// <summary>A training by formula with curves: it nears its plateau exponentially, with jitter from epoch to epoch.</summary>
internal sealed record Training
{
    public int Epochs { get; init; } = 30;

    /// <summary>Gets the epochs after which a third of the way is left.</summary>
    public double Slowness { get; init; } = 3;

    public double Jitter { get; init; } = 0.001;

    /// <summary>Gets by how much seeds move the plateau.</summary>
    public double Noise { get; init; } = 0.002;

    /// <summary>Gets by how much training leads validation at the end.</summary>
    public double Gap { get; init; } = 0.002;

    /// <summary>Gets by how much the validation loss rises an epoch in the second half.</summary>
    public double ValidationRise { get; init; }

    /// <summary>Gets by how much the training loss rises an epoch in the second half.</summary>
    public double TrainRise { get; init; }

    /// <summary>Gets by how much the training score still rises an epoch in the last half.</summary>
    public double TrainGain { get; init; }

    /// <summary>Trains to a plateau.</summary>
    /// <param name="plateau">Where the metric would end.</param>
    /// <param name="seed">The training seed.</param>
    /// <param name="number">The trial's number.</param>
    /// <param name="key">Tells one study from another.</param>
    public SimulatedOutcome To(double plateau, long seed, int number, long key = 0)
    {
        var random = RandomSource.For(key, (int)(seed % 100_000), FormattableString.Invariant($"training {number}"));
        plateau += Noise * random.NextNormal();
        var (values, train, trainLoss, validationLoss) = (new double[Epochs], new double[Epochs], new double[Epochs], new double[Epochs]);
        for (var epoch = 1; epoch <= Epochs; epoch++)
        {
            var left = Math.Exp(-epoch / Slowness);
            var late = Math.Max(0, epoch - (Epochs / 2));
            values[epoch - 1] = plateau - (0.5 * left) + (Jitter * random.NextNormal());
            train[epoch - 1] = plateau - (0.5 * left) + (Gap * epoch / Epochs) + (TrainGain * late) + (Jitter * random.NextNormal());
            trainLoss[epoch - 1] = 0.1 + (2 * left) + (TrainRise * late) + (Jitter * random.NextNormal());
            validationLoss[epoch - 1] = 0.3 + (2 * left) + (ValidationRise * late) + (Jitter * random.NextNormal());
        }

        return new SimulatedOutcome(values.Max(), Metrics: $"{{\"train_loss\": {Curve(trainLoss)}, \"train_value\": {Curve(train)}, \"validation_loss\": {Curve(validationLoss)}}}") { Curve = values };
    }

    private static string Curve(double[] values)
    {
        var text = new StringBuilder("[");
        for (var i = 0; i < values.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? string.Empty : ", ")}[{i + 1}, {values[i]:R}]");
        }

        return text.Append(']').ToString();
    }
}
