using HyperScaffold.Studies;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Tests.Fusing;
using HyperScaffold.Torch.Training;
using HyperScaffold.Trials;

namespace HyperScaffold.Torch.Tests.Checkpoints;

public sealed class ResumeTests : IDisposable
{
    private const int Epochs = 6;
    private const int StoppedAfter = 4;
    private readonly string _folder = Directory.CreateTempSubdirectory("hyper-resume-").FullName;
    private readonly DataSplit _data = Pictures.Make();
    private readonly List<string> _said = [];

    private string Kept => Path.Combine(_folder, "0.checkpoint");

    public static TheoryData<TrainerOptions> AllOptions =>
    [
        KilledTraining.Options,
        KilledTraining.Options with { Optimizer = OptimizerKind.Sgd, EmaDecay = 0, AccumulationSteps = 2 },
        KilledTraining.Options with { Optimizer = OptimizerKind.Sgd, Momentum = 0.9, Nesterov = true, Schedule = "one_cycle" },
        KilledTraining.Options with { Optimizer = OptimizerKind.Adam, ClipNorm = null, LabelSmoothing = 0.1 },
        KilledTraining.Options with { Optimizer = OptimizerKind.AdamW, Precision = Precision.BFloat16 },
        KilledTraining.Options with { Optimizer = OptimizerKind.RmsProp, WarmupSteps = 30 },
    ];

    public void Dispose()
    {
        _data.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void A_training_that_was_stopped_goes_on_with_the_losses_it_would_have_had(TrainerOptions options)
    {
        Stop(options);
        var resumed = Run(options);
        Assert.Equal(Curve(Run(options, file: null)), Curve(resumed));
        Assert.Equal([$"goes on after epoch {StoppedAfter - 1} of {Epochs}, from its checkpoint"], _said);
    }

    [Fact]
    public void The_best_epochs_weights_survive_a_stop()
    {
        var options = KilledTraining.Options with { LearningRate = 0.05 };
        TrialContext Asking(string? file) => new() { Epochs = Epochs, Seed = 1, ScoreTest = true, Metric = "train_loss", Direction = StudyDirection.Maximize, CheckpointFile = file };
        var (whole, first, second) = (Asking(null), Asking(Kept), Asking(Kept));
        var curve = Trainer.Run(KilledTraining.Network, _data, options, whole).ToList();
        Assert.Equal(1, curve.MaxBy(e => e.TrainLoss)!.Number);

        _ = Trainer.Run(KilledTraining.Network, _data, options, first).Take(StoppedAfter).ToList();
        _ = Trainer.Run(KilledTraining.Network, _data, options, second).ToList();

        Assert.Equal(whole.TestScore, second.TestScore);
    }

    [Fact]
    public void A_checkpoint_of_another_model_is_named_with_its_shapes_and_the_trial_starts_anew()
    {
        Stop(KilledTraining.Options);
        Module<Tensor, Tensor> Other() => Sequential(("hidden", Linear(36, 14)), ("norm", BatchNorm1d(14)), ("out", Linear(14, 3)), ("late", Linear(3, 3)));
        var resumed = Run(KilledTraining.Options, Other);

        Assert.Equal(Curve(Run(KilledTraining.Options, Other, null)), Curve(resumed));
        var text = Assert.Single(_said);
        Assert.Contains("is of another model: late.weight [3, 3] is missing; late.bias [3] is missing; hidden.weight has the shape [12, 36] there and [14, 36] here", text, StringComparison.Ordinal);
        Assert.EndsWith("The trial starts anew.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_of_other_options_or_a_damaged_one_lets_the_trial_start_anew()
    {
        Stop(KilledTraining.Options);
        var other = KilledTraining.Options with { WeightDecay = 0.02 };
        Assert.Equal(Curve(Run(other, file: null)), Curve(Run(other)));
        Assert.Contains("is of another training", Assert.Single(_said), StringComparison.Ordinal);

        _said.Clear();
        var bytes = File.ReadAllBytes(Kept);
        File.WriteAllBytes(Kept, bytes[..(bytes.Length / 2)]);
        Assert.Equal(Epochs, Run(other).Count);
        Assert.Contains("The trial starts anew.", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_that_takes_no_checkpoint_costs_no_trial()
    {
        File.WriteAllText(Path.Combine(_folder, "taken"), string.Empty);
        var epochs = Run(KilledTraining.Options, file: Path.Combine(_folder, "taken", "0.checkpoint"));
        Assert.Equal(Epochs, epochs.Count);
        Assert.EndsWith("The trial goes on without checkpoints.", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoints_are_written_no_more_often_than_is_asked_for()
    {
        _ = Run(KilledTraining.Options with { CheckpointSeconds = 3600 });
        Assert.False(File.Exists(Kept));
        _ = Run(KilledTraining.Options with { CheckpointSeconds = double.PositiveInfinity });
        Assert.False(File.Exists(Kept));
        Assert.Throws<HyperException>(() => Run(KilledTraining.Options with { CheckpointSeconds = -1 }));
    }

    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.NAdam)]
    [InlineData(OptimizerKind.RmsProp)]
    public void Members_of_a_batch_go_on_together_and_each_could_go_on_alone(OptimizerKind optimizer)
    {
        var options = KilledTraining.Options with { Optimizer = optimizer };
        List<Together.Member> Members(int stop) =>
        [
            .. new[] { 0.01, 0.003, 0.03 }.Select((rate, i) => new Together.Member(KilledTraining.Network, options with { LearningRate = rate })
            {
                StopAfter = stop,
                CheckpointFile = stop == 0 ? null : Path.Combine(_folder, $"{i}.checkpoint"),
            }),
        ];
        var whole = Together.Fused([.. Members(0).Select(m => m with { StopAfter = Epochs })], _data, Epochs);
        var stopped = Together.Fused(Members(StoppedAfter), _data, Epochs);
        Assert.Equal(3, Directory.GetFiles(_folder).Length);
        File.Copy(Kept, Kept + "2");
        var alone = Together.Alone(Members(Epochs)[0] with { CheckpointFile = Kept + "2" }, _data, Epochs);
        var resumed = Together.Fused([.. Members(Epochs)], _data, Epochs);

        Assert.Equal((3, 3, 3), (whole.Met, stopped.Met, resumed.Met));
        Assert.Empty(resumed.Notes);
        Assert.Equal(whole.Epochs.SelectMany(Curve), resumed.Epochs.SelectMany(Curve));
        Assert.All(whole.Epochs[0].Zip(alone), p => Assert.Equal(p.First.TrainLoss, p.Second.TrainLoss, Together.Tolerance));
    }

    private void Stop(TrainerOptions options) => _ = Trainer.Run(KilledTraining.Network, _data, options, Context(Kept)).Take(StoppedAfter).ToList();

    private List<EpochResult> Run(TrainerOptions options, Func<Module<Tensor, Tensor>>? model = null, string? file = "") =>
        [.. Trainer.Run(model ?? KilledTraining.Network, _data, options, Context(file is "" ? Kept : file))];

    private TrialContext Context(string? file) => new() { Epochs = Epochs, Seed = 1, CheckpointFile = file, Say = _said.Add };

    private static IEnumerable<(int, double, double, double?)> Curve(IEnumerable<EpochResult> epochs) =>
        epochs.Select(e => (e.Number, e.TrainLoss, e.ValidationLoss, e.GradientNorm));
}
