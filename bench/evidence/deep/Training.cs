namespace Digits;

/// <summary>What an epoch showed. The plan's metric is one of these: validation_accuracy is ValidationAccuracy.</summary>
public sealed record Epoch(int Number, double TrainLoss, double TrainAccuracy, double ValidationLoss, double ValidationAccuracy);

/// <summary>How one configuration is trained: SGD with momentum, a warm-up and clipped gradients.</summary>
public static class Training
{
    public static IEnumerable<Epoch> Fit(HyperParameters hp, TrialContext context)
    {
        var steps = (Data.Split.Train.Count + hp.BatchSize - 1) / hp.BatchSize;
        var options = new TrainerOptions
        {
            LearningRate = hp.LearningRate,
            WarmupSteps = hp.WarmupEpochs * steps,
            ClipNorm = hp.ClipNorm > 0 ? hp.ClipNorm : null,
            BatchSize = hp.BatchSize,
            Momentum = 0.9,
        };
        return Trainer.Run(() => new Model(hp), Data.Split, options, context)
            .Select(e => new Epoch(e.Number, e.TrainLoss, e.TrainAccuracy, e.ValidationLoss, e.ValidationAccuracy));
    }
}
