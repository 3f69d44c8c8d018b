namespace Digits;

/// <summary>What an epoch showed. The plan's metric is one of these: validation_accuracy is ValidationAccuracy.</summary>
public sealed record Epoch(int Number, double TrainLoss, double TrainAccuracy, double ValidationLoss, double ValidationAccuracy);

/// <summary>How one configuration is trained: SGD with momentum.</summary>
public static class Training
{
    public static IEnumerable<Epoch> Fit(HyperParameters hp, TrialContext context)
    {
        var options = new TrainerOptions
        {
            LearningRate = hp.LearningRate,
            BatchSize = hp.BatchSize,
            Schedule = hp.Schedule,
            Momentum = 0.9,
            WeightDecay = hp.WeightDecay,
        };
        return Trainer.Run(() => new Model(hp), Data.Split, options, context)
            .Select(e => new Epoch(e.Number, e.TrainLoss, e.TrainAccuracy, e.ValidationLoss, e.ValidationAccuracy));
    }
}
