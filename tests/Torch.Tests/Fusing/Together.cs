using HyperScaffold.Studies;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Training;

namespace HyperScaffold.Torch.Tests.Fusing;

/// <summary>Trains members alone and together, and compares.</summary>
internal static class Together
{
    internal const double Tolerance = 1e-5;

    /// <summary>A member of a batch.</summary>
    internal sealed record Member(Func<Module<Tensor, Tensor>> Model, TrainerOptions Options, long Seed = 1)
    {
        public int StopAfter { get; init; } = int.MaxValue;

        public CancellationToken Cancellation { get; init; }

        public string? CheckpointFile { get; init; }
    }

    internal static List<EpochResult> Alone(Member member, DataSplit data, int epochs) => [.. Fit(member, data, epochs, null).Take(member.StopAfter)];

    /// <summary>The epochs of each member, with what the batch noted and how many met.</summary>
    internal static (List<EpochResult>[] Epochs, IReadOnlyList<string> Notes, int Met) Fused(IReadOnlyList<Member> members, DataSplit data, int epochs)
    {
        using var batch = new TrialBatch(members.Count);
        var results = members.Select(_ => new List<EpochResult>()).ToArray();
        var next = 0;
        batch.Run(seat =>
        {
            if (next == members.Count)
            {
                return null;
            }

            var (member, result) = (members[next], results[next++]);
            return () => Collect(Fit(member, data, epochs, seat).Take(member.StopAfter), result);
        });
        return (results, batch.Notes, batch.Together);
    }

    /// <summary>Asserts that members trained together and lost what each loses alone.</summary>
    internal static List<EpochResult>[] AssertAsAlone(IReadOnlyList<Member> members, DataSplit data, int epochs = 5)
    {
        var (fused, notes, met) = Fused(members, data, epochs);
        Assert.Empty(notes);
        Assert.Equal(members.Count, met);
        foreach (var (member, shown) in members.Zip(fused))
        {
            var alone = Alone(member, data, epochs);
            Assert.Equal(alone.Count, shown.Count);
            foreach (var (one, other) in alone.Zip(shown))
            {
                Assert.Equal(one.TrainLoss, other.TrainLoss, Tolerance * Math.Max(1, one.TrainLoss));
                Assert.Equal(one.ValidationLoss, other.ValidationLoss, Tolerance * Math.Max(1, one.ValidationLoss));
            }
        }

        return fused;
    }

    // a diverged training ends with an error, as its trial would
    private static void Collect(IEnumerable<EpochResult> epochs, List<EpochResult> result)
    {
        try
        {
            foreach (var epoch in epochs)
            {
                result.Add(epoch);
            }
        }
        catch (HyperException e) when (e.Message.StartsWith("diverged", StringComparison.Ordinal))
        {
        }
    }

    private static IEnumerable<EpochResult> Fit(Member member, DataSplit data, int epochs, TrialSeat? seat) =>
        Trainer.Run(member.Model, data, member.Options, new TrialContext { Epochs = epochs, Seed = member.Seed, Seat = seat, Cancellation = member.Cancellation, CheckpointFile = member.CheckpointFile });
}
