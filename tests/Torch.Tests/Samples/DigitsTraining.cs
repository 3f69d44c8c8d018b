using HyperScaffold.Studies;
using HyperScaffold.Torch.Training;

namespace Digits;

/// <summary>What one epoch showed; hyper.yaml names one of these as its metric, in snake case.</summary>
public sealed record Epoch(int Number, double TrainLoss, double TrainAccuracy, double ValidationLoss, double ValidationAccuracy);

/// <summary>How the model is trained with a set of hyperparameters.</summary>
public static class Training
{
    /// <summary>Trains epoch by epoch; whoever asks may stop at any.</summary>
    public static IEnumerable<Epoch> Fit(HyperParameters hp, TrialContext context)
    {
        var options = new TrainerOptions
        {
            LearningRate = hp.LearningRate,
            BatchSize = hp.BatchSize,
            Schedule = hp.Schedule,
            WeightDecay = hp.WeightDecay,
            Momentum = 0.9,
        };
        return Trainer.Run(() => new Model(hp), Data.Split, options, context)
            .Select(e => new Epoch(e.Number, e.TrainLoss, e.TrainAccuracy, e.ValidationLoss, e.ValidationAccuracy));
    }
}
