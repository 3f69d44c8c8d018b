using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.Tests.Fusing.Together;

namespace HyperScaffold.Torch.Tests.Fusing;

public sealed class FusedTrainingTests : IDisposable
{
    private static readonly TrainerOptions Options = new() { LearningRate = 0.05, BatchSize = 16 };
    private static readonly double[] Rates = [0.003, 0.01, 0.05, 0.2];
    private readonly DataSplit _data = Pictures.Make();

    public static TheoryData<TrainerOptions> Optimizers =>
    [
        Options,
        Options with { Momentum = 0 },
        Options with { Nesterov = true, WeightDecay = 1e-3 },
        Options with { WeightDecay = 1e-2, Schedule = "cosine" },
        Options with { Schedule = "one_cycle", LabelSmoothing = 0.1, WarmupSteps = 5 },
        Options with { ClipNorm = 0.5, AccumulationSteps = 2, BatchSize = 8 },
        Options with { EmaDecay = 0.9 },
        Options with { Optimizer = OptimizerKind.Adam, WeightDecay = 1e-2 },
        Options with { Optimizer = OptimizerKind.AdamW, WeightDecay = 1e-1, Schedule = "linear" },
        Options with { Optimizer = OptimizerKind.NAdam, Beta1 = 0.8, Epsilon = 1e-2 },
        Options with { Optimizer = OptimizerKind.RmsProp, WeightDecay = 1e-3, Epsilon = 1e-2 },
    ];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Each_optimizer_takes_the_steps_that_it_takes_alone(TrainerOptions options)
    {
        var scale = options.Optimizer == OptimizerKind.Sgd ? 1 : 0.05;
        AssertAsAlone([.. Rates.Select(r => new Member(Mlp, options with { LearningRate = r * scale }))], _data);
    }

    [Fact]
    public void Every_number_of_a_trial_may_differ()
    {
        Member[] members =
        [
            new(Mlp, Options with { Momentum = 0.5, WeightDecay = 1e-2, LabelSmoothing = 0.1 }),
            new(Mlp, Options with { Momentum = 0, Schedule = "cosine", ClipNorm = null }, Seed: 2),
            new(Mlp, Options with { Schedule = "step", WarmupSteps = 7 }, Seed: 3),
        ];
        AssertAsAlone(members, _data);
        AssertAsAlone([.. members.Select((m, i) => m with { Options = m.Options with { Optimizer = OptimizerKind.AdamW, LearningRate = 0.01, Beta1 = 0.8 + (0.05 * i), Beta2 = 0.99 - (0.01 * i), ClipNorm = 0.3 + i } })], _data);
    }

    [Fact]
    public void Each_member_drops_what_it_drops_alone()
    {
        double[] rates = [0, 0.3, 0.3, 0.6];
        Member[] members = [.. rates.Select((rate, i) => new Member(() => Sequential(Dropout(rate / 2), Linear(36, 20), ReLU(), Dropout(rate), Linear(20, 3)), Options, Seed: 1 + (i / 3)))];
        AssertAsAlone(members, _data);
    }

    [Fact]
    public void A_member_that_stops_early_leaves_the_others_as_they_were()
    {
        Member[] members = [.. Rates.Select((r, i) => new Member(() => Sequential(Linear(36, 20), Dropout(0.2), Linear(20, 3)), Options with { LearningRate = r / 20, Optimizer = OptimizerKind.AdamW, EmaDecay = 0.5, ClipNorm = 1 }) { StopAfter = i % 2 == 0 ? i + 1 : 9 })];
        var fused = AssertAsAlone(members, _data, epochs: 6);
        Assert.Equal([1, 6, 3, 6], fused.Select(f => f.Count));
    }

    [Fact]
    public void A_member_that_diverges_does_not_change_the_others()
    {
        List<Member> members = [.. Rates.Select(r => new Member(Mlp, Options with { LearningRate = r }))];
        var tame = Fused([.. members, members[0]], _data, 3).Epochs;
        var wild = Fused([.. members, members[0] with { Options = Options with { LearningRate = 1e30 } }], _data, 3).Epochs;
        Assert.True(wild[4].Count < 3);
        Assert.Equal(tame[..4].Select(e => e[0].ValidationLoss), wild[..4].Select(e => e[0].ValidationLoss));
        Assert.All(tame[..4].Zip(wild), pair => Assert.Equal(pair.First[^1].ValidationLoss, pair.Second[^1].ValidationLoss, Tolerance));
    }

    public void Dispose() => _data.Dispose();

    private static Module<Tensor, Tensor> Mlp() => Sequential(Linear(36, 20), ReLU(), Linear(20, 3));
}
