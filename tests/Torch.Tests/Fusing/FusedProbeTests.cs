using HyperScaffold.Studies;
using HyperScaffold.Torch.Training;

namespace HyperScaffold.Torch.Tests.Fusing;

public sealed class FusedProbeTests
{
    [Fact]
    public void A_first_trial_measures_how_many_train_best_together_and_trains_as_it_would_without()
    {
        using var data = Pictures.Make();
        using var batch = new TrialBatch(1) { WantsAdvice = true };
        var member = new Together.Member(() => Sequential(Linear(36, 20), ReLU(), Dropout(0.2), Linear(20, 3)), new TrainerOptions { BatchSize = 16, LearningRate = 0.05 });
        var shown = new List<EpochResult>();
        var asked = false;
        batch.Run(seat =>
        {
            if (asked)
            {
                return null;
            }

            asked = true;
            return () => shown.AddRange(Trainer.Run(member.Model, data, member.Options, new TrialContext { Epochs = 3, Seed = 1, Seat = seat }));
        });
        Assert.InRange(batch.Advised ?? 0, 1, 64);
        Assert.Contains("rows a second", Assert.Single(batch.Notes), StringComparison.Ordinal);
        Assert.Equal(Together.Alone(member, data, 3).Select(e => e.TrainLoss), shown.Select(e => e.TrainLoss));
    }
}
