using HyperScaffold.Studies;

namespace HyperScaffold.Torch.Tests;

public sealed class DigitsTests
{
    [Fact]
    public void Digits_train_to_more_than_95_percent_at_a_learning_rate_of_a_tenth()
    {
        var context = new TrialContext { Epochs = 30, Seed = 1 };
        var epochs = Digits.Training.Fit(Digits.HyperParameters.Default with { LearningRate = 0.1 }, context).ToList();
        Assert.Equal(30, epochs.Count);
        Assert.True(epochs.Max(e => e.ValidationAccuracy) > 0.95, $"best {epochs.Max(e => e.ValidationAccuracy)}");
    }

    [Fact]
    public void The_default_learning_rate_of_the_plan_leaves_much_to_gain()
    {
        var context = new TrialContext { Epochs = 30, Seed = 1 };
        var best = Digits.Training.Fit(Digits.HyperParameters.Default, context).Max(e => e.ValidationAccuracy);
        Assert.InRange(best, 0.7, 0.9);
    }
}
