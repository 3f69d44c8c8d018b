using HyperScaffold.Studies;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Formats;
using HyperScaffold.Torch.Training;
using HyperScaffold.Trials;

namespace HyperScaffold.Torch.Tests.Training;

public sealed class TrainerTests
{
    private static readonly TrainerOptions Options = new() { LearningRate = 0.05, BatchSize = 32 };

    [Fact]
    public void One_seed_gives_one_training_and_another_seed_another()
    {
        using var data = Blobs();
        var first = Run(data, seed: 1);
        Assert.Equal(Losses(first), Losses(Run(data, seed: 1)));
        Assert.NotEqual(Losses(first), Losses(Run(data, seed: 2)));
    }

    [Fact]
    public void What_runs_between_two_epochs_does_not_change_them()
    {
        using var data = Blobs();
        var disturbed = new List<EpochResult>();
        foreach (var epoch in Trainer.Run(Network, data, Options, Context(1)))
        {
            disturbed.Add(epoch);
            manual_seed(99);
            using var scope = NewDisposeScope();
            randn(10);
        }

        Assert.Equal(Losses(Run(data, seed: 1)), Losses(disturbed));
    }

    [Fact]
    public void Epochs_are_numbered_learn_and_log_what_a_verdict_needs()
    {
        using var data = Blobs();
        var context = Context(1);
        var epochs = Trainer.Run(Network, data, Options, context).ToList();
        Assert.Equal([1, 2, 3, 4, 5], epochs.Select(e => e.Number));
        Assert.True(epochs[^1].TrainLoss < epochs[0].TrainLoss);
        Assert.Equal(epochs.Select(e => e.TrainAccuracy), context.Metrics["train_value"].Select(v => v.Value));
        Assert.Equal(epochs.Select(e => e.TrainLoss), context.Metrics["train_loss"].Select(v => v.Value));
        Assert.Equal(epochs.Select(e => (e.Number, e.ValidationLoss)), context.Metrics["validation_loss"].Select(v => (v.Step, v.Value)));
        Assert.Null(context.TestScore);
    }

    [Fact]
    public void The_best_epochs_weights_are_written_and_scored_on_the_test_part()
    {
        using var data = Blobs();
        var file = Path.Combine(Path.GetTempPath(), $"hyper-{Environment.ProcessId}", "model.safetensors");
        var context = new TrialContext { Epochs = 5, Seed = 1, WeightsFile = file, ScoreTest = true, Metric = "validation_loss", Direction = StudyDirection.Minimize };
        var best = Trainer.Run(Network, data, Options with { LearningRate = 1.5 }, context).Min(e => e.ValidationLoss);
        try
        {
            using var scope = NewDisposeScope();
            using var model = Network();
            model.load_state_dict(SafeTensorsFile.Load(file));
            Assert.Equal(best, Evaluator.Evaluate(model, data.Validation, CPU).Loss, 1e-9);
            Assert.Equal(Evaluator.Evaluate(model, data.Test, CPU).Loss, context.TestScore!.Value, 1e-9);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Fact]
    public void A_training_that_is_left_early_writes_nothing()
    {
        using var data = Blobs();
        var context = new TrialContext { Epochs = 5, Seed = 1, WeightsFile = Path.Combine(Path.GetTempPath(), "hyper-never.safetensors"), ScoreTest = true };
        Assert.Single(Trainer.Run(Network, data, Options, context).Take(1));
        Assert.False(File.Exists(context.WeightsFile));
        Assert.Null(context.TestScore);
    }

    [Fact]
    public void A_loss_that_is_not_finite_ends_the_training_as_diverged()
    {
        using var data = Blobs();
        var e = Assert.Throws<HyperException>(() => Trainer.Run(Network, data, Options with { LearningRate = 1e20 }, Context(1)).ToList());
        Assert.StartsWith("diverged: the loss of epoch 1 is not finite at learning rate 1E+20", e.Message, StringComparison.Ordinal);
        var pruned = Assert.Throws<TrialPrunedException>(() => Trainer.Run(Network, data, Options with { LearningRate = 1e20, PruneDiverged = true }, Context(1)).ToList());
        Assert.Equal(e.Message, pruned.Message);
    }

    [Fact]
    public void Cancellation_ends_the_training_inside_an_epoch()
    {
        using var data = Blobs();
        using var source = new CancellationTokenSource();
        var calls = 0;
        var context = new TrialContext { Epochs = 5, Seed = 1, Cancellation = source.Token };
        Module<Tensor, Tensor> Counting() => Sequential(Linear(2, 3), new Probe(() =>
        {
            if (++calls == 3)
            {
                source.Cancel();
            }
        }));
        Assert.Throws<OperationCanceledException>(() => Trainer.Run(Counting, data, Options, context).ToList());
        Assert.Equal(3, calls);
    }

    [Fact]
    public void All_wrong_options_are_named_at_once()
    {
        using var data = Blobs();
        var options = new TrainerOptions { LearningRate = -1, BatchSize = 0, Schedule = "cosin", Momentum = 1, WeightDecay = double.NaN, ClipNorm = 0, Epsilon = 0, WarmupSteps = -1, AccumulationSteps = 0, EmaDecay = 1, LabelSmoothing = -1, Optimizer = (OptimizerKind)9 };
        var message = Assert.Throws<HyperException>(() => Trainer.Run(Network, data, options, Context(1))).Message;
        Assert.All((string[])["LearningRate = -1", "BatchSize = 0", "Schedule = cosin", "Momentum = 1", "WeightDecay = NaN", "ClipNorm = 0", "Epsilon = 0", "WarmupSteps = -1", "AccumulationSteps = 0", "EmaDecay = 1", "LabelSmoothing = -1", "Optimizer = 9"], text => Assert.Contains(text, message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_metric_that_the_trainer_does_not_measure_is_answered_with_those_that_it_does()
    {
        using var data = Blobs();
        var context = new TrialContext { Epochs = 1, Seed = 1, ScoreTest = true, Metric = "f1" };
        Assert.Contains("validation_accuracy, validation_loss", Assert.Throws<HyperException>(() => Trainer.Run(Network, data, Options, context).ToList()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cosine", OptimizerKind.Sgd)]
    [InlineData("one_cycle", OptimizerKind.Adam)]
    [InlineData("linear", OptimizerKind.AdamW)]
    [InlineData("step", OptimizerKind.NAdam)]
    [InlineData("linear", OptimizerKind.RmsProp)]
    public void Schedules_and_optimizers_learn(string schedule, OptimizerKind optimizer)
    {
        using var data = Blobs();
        var epochs = Trainer.Run(Network, data, Options with { Schedule = schedule, Optimizer = optimizer, WeightDecay = 1e-4 }, Context(1)).ToList();
        Assert.True(epochs[^1].ValidationAccuracy > 0.9, $"{epochs[^1]}");
    }

    [Fact]
    public void A_training_leaves_no_tensor_behind_in_the_callers_scope()
    {
        using var data = Blobs();
        using var scope = NewDisposeScope();
        Run(data, seed: 1);
        Assert.Equal(0, scope.DisposablesCount);
    }

    private static TrialContext Context(long seed) => new() { Epochs = 5, Seed = seed };

    private static List<EpochResult> Run(DataSplit data, long seed) => Trainer.Run(Network, data, Options, Context(seed)).ToList();

    private static IEnumerable<(double, double)> Losses(IEnumerable<EpochResult> epochs) => epochs.Select(e => (e.TrainLoss, e.ValidationLoss));

    private static Module<Tensor, Tensor> Network() => Sequential(Linear(2, 16), ReLU(), Dropout(0.1), Linear(16, 3));

    // three clouds around the corners of a triangle
    private static DataSplit Blobs()
    {
        using var scope = NewDisposeScope();
        var random = new RandomSource(1);
        var features = new float[600];
        var labels = new long[300];
        for (var row = 0; row < labels.Length; row++)
        {
            labels[row] = row % 3;
            features[2 * row] = (float)((2 * Math.Cos(labels[row] * 2.1)) + (0.4 * random.NextNormal()));
            features[(2 * row) + 1] = (float)((2 * Math.Sin(labels[row] * 2.1)) + (0.4 * random.NextNormal()));
        }

        using var all = new Samples(tensor(features, [300, 2]), tensor(labels));
        return DataSplit.Stratified(all, 180, 60, 60, 1);
    }

    private sealed class Probe(Action onCall) : Module<Tensor, Tensor>("probe")
    {
        public override Tensor forward(Tensor input)
        {
            onCall();
            return input;
        }
    }
}
