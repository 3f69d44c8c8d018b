using HyperScaffold.Studies;
using HyperScaffold.Torch.Training;

namespace HyperScaffold.Torch.Tests.Fusing;

public sealed class FusedProbeTests
{
    [Theory]
    [InlineData(1, "1: 64000, 5: 320000")]
    [InlineData(10, "1: 6400, 2: 12800, 5: 32000")]
    public void A_first_trial_measures_how_many_train_best_together_and_trains_as_it_would_without(int milliseconds, string rates)
    {
        using var batch = new TrialBatch(1) { Widest = 5 };
        var member = MemberWith(TimeSpan.FromMilliseconds(milliseconds));
        var shown = FirstOf(batch, member, epochs: 100_000);
        Assert.Equal(5, batch.Advised);
        Assert.Contains($"rows a second by trials at a time: {rates})", Assert.Single(batch.Notes), StringComparison.Ordinal);
        using var data = Pictures.Make();
        Assert.Equal(Together.Alone(member, data, 3).Select(e => e.TrainLoss), shown);
    }

    [Fact]
    public void Nothing_is_measured_together_where_all_trials_take_a_moment()
    {
        using var batch = new TrialBatch(1) { Widest = 2 };
        FirstOf(batch, MemberWith(TimeSpan.FromMicroseconds(1)), epochs: 3);
        Assert.Equal(1, batch.Advised);
        Assert.Contains("too short a time", Assert.Single(batch.Notes), StringComparison.Ordinal);
    }

    // by this clock a step takes the same time however many models are in it
    private static Together.Member MemberWith(TimeSpan turn) =>
        new(() => Sequential(Linear(36, 20), ReLU(), Dropout(0.2), Linear(20, 3)), new TrainerOptions { BatchSize = 16, LearningRate = 0.05, Time = new Ticking(turn) });

    private static List<double> FirstOf(TrialBatch batch, Together.Member member, int epochs)
    {
        using var data = Pictures.Make();
        var shown = new List<double>();
        var asked = false;
        batch.Run(seat =>
        {
            if (asked)
            {
                return null;
            }

            asked = true;
            return () => shown.AddRange(Trainer.Run(member.Model, data, member.Options, new TrialContext { Epochs = epochs, Seed = 1, Seat = seat }).Take(3).Select(e => e.TrainLoss));
        });
        return shown;
    }

    private sealed class Ticking(TimeSpan tick) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += tick.Ticks;
    }
}
