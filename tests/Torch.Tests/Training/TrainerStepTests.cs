using HyperScaffold.Studies;
using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Formats;
using HyperScaffold.Torch.Training;
using HyperScaffold.Trials;
using static HyperScaffold.Torch.Tests.Figures.Waves;

namespace HyperScaffold.Torch.Tests.Training;

public sealed class TrainerStepTests
{
    private static readonly TrainerOptions Options = new() { LearningRate = 0.1, BatchSize = 16 };

    [Fact]
    public void Two_accumulated_batches_make_the_step_of_one_twice_as_large()
    {
        using var data = Lines();
        var one = Train(data, Options with { BatchSize = 16, Schedule = "cosine" });
        var two = Train(data, Options with { BatchSize = 8, AccumulationSteps = 2, Schedule = "cosine" });
        Assert.All(one.Zip(two), pair => Assert.Equal(pair.First.TrainLoss, pair.Second.TrainLoss, 1e-5));
        var unlike = Train(data, Options with { BatchSize = 8, Schedule = "cosine" });
        Assert.True(Math.Abs(one[^1].TrainLoss - unlike[^1].TrainLoss) > 1e-4);
    }

    [Fact]
    public void A_clipped_norm_is_logged_and_slows_the_training()
    {
        using var data = Lines();
        var context = Context();
        var free = Train(data, Options);
        var clipped = Trainer.Run(Network, data, Options with { ClipNorm = 0.001 }, context).ToList();
        Assert.True(clipped[^1].TrainLoss > free[^1].TrainLoss);
        Assert.Equal([1, 2, 3], context.Metrics["gradient_norm"].Select(v => v.Step));
        Assert.All(context.Metrics["gradient_norm"], v => Assert.InRange(v.Value, 0.01, 10));
    }

    [Fact]
    public void Without_clipping_no_norm_is_logged()
    {
        using var data = Lines();
        var context = Context();
        Assert.Equal(3, Trainer.Run(Network, data, Options, context).Count());
        Assert.DoesNotContain("gradient_norm", context.Metrics.Keys);
    }

    [Fact]
    public void Training_in_bfloat16_ends_near_training_in_32_bits_but_not_at_the_same_loss()
    {
        using var data = Lines();
        var (full, half) = (Train(data, Options)[^1], Train(data, Options with { Precision = Precision.BFloat16 })[^1]);
        Assert.InRange(half.TrainLoss, full.TrainLoss * 0.8, full.TrainLoss * 1.2);
        Assert.NotEqual(full.TrainLoss, half.TrainLoss);
    }

    [Fact]
    public void Training_in_float16_on_the_CPU_is_refused_with_what_to_use()
    {
        using var data = Lines();
        Assert.Equal(
            "The precision Float16 needs a CUDA device, but the training runs on the CPU. Use BFloat16 or Float32.",
            Assert.Throws<HyperException>(() => Train(data, Options with { Precision = Precision.Float16 })).Message);
    }

    [Fact]
    public void A_warm_up_takes_small_steps_first()
    {
        using var data = Lines();
        Assert.True(Train(data, Options with { WarmupSteps = 50 })[0].TrainLoss > Train(data, Options)[0].TrainLoss);
    }

    [Fact]
    public void The_averaged_weights_are_scored_while_training_goes_on_with_its_own()
    {
        using var data = Lines();
        using var average = new WeightAverageProbe();
        Assert.Equal(3, Trainer.Run(average.Make, data, Options with { EmaDecay = 0.9 }, Context()).Count());
        using var plain = new WeightAverageProbe();
        Assert.Equal(3, Trainer.Run(plain.Make, data, Options, Context()).Count());
        Assert.Equal(plain.Trained, average.Trained);
        Assert.NotEqual(plain.Scored, average.Scored);
    }

    [Fact]
    public void The_average_follows_its_formula_and_gives_the_weights_back()
    {
        using var scope = NewDisposeScope();
        using var weight = new Parameter(zeros(1));
        using var average = new WeightAverage([weight], 0.5);
        var expected = 0.0;
        for (var step = 1; step <= 20; step++)
        {
            using (no_grad())
            {
                weight.fill_(step);
            }

            average.Add();
            var kept = Math.Min(0.5, (1.0 + step) / (10 + step));
            expected = step == 1 ? 1 : (kept * expected) + ((1 - kept) * step);
        }

        using (average.Use())
        {
            Assert.Equal(expected, Flat(weight)[0], 1e-4);
        }

        Assert.Equal(20, Flat(weight)[0]);
        Assert.True(weight.requires_grad);
    }

    [Fact]
    public void The_averaged_weights_of_the_best_epoch_are_the_ones_that_are_written()
    {
        using var data = Lines();
        var file = Path.Combine(Path.GetTempPath(), $"hyper-ema-{Environment.ProcessId}.safetensors");
        var context = new TrialContext { Epochs = 3, Seed = 1, WeightsFile = file, Metric = "validation_loss", Direction = StudyDirection.Minimize };
        try
        {
            var best = Trainer.Run(Network, data, Options with { EmaDecay = 0.95 }, context).Min(e => e.ValidationLoss);
            using var scope = NewDisposeScope();
            using var model = Network();
            model.load_state_dict(SafeTensorsFile.Load(file));
            Assert.Equal(best, Evaluator.Evaluate(model, data.Validation, CPU).Loss, 1e-9);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_convolutional_network_with_batch_norm_learns()
    {
        using var data = Lines();
        Module<Tensor, Tensor> Network() => Sequential(Conv2d(1, 4, 3, padding: 1), BatchNorm2d(4), ReLU(), MaxPool2d(2), Flatten(), Linear(16, 2));
        var epochs = Trainer.Run(Network, data, Options with { Optimizer = OptimizerKind.AdamW, LearningRate = 0.02 }, Context()).ToList();
        Assert.True(epochs[^1].ValidationAccuracy > 0.9, $"{epochs[^1]}");
    }

    private static TrialContext Context() => new() { Epochs = 3, Seed = 1 };

    private static List<EpochResult> Train(DataSplit data, TrainerOptions options) => Trainer.Run(Network, data, options, Context()).ToList();

    private static Module<Tensor, Tensor> Network() => Sequential(Flatten(), Linear(16, 8), Tanh(), Linear(8, 2));

    // images of 4 x 4 with a bright row or a bright column
    private static DataSplit Lines()
    {
        using var scope = NewDisposeScope();
        var random = new RandomSource(1);
        var features = new float[300 * 16];
        var labels = new long[300];
        for (var image = 0; image < labels.Length; image++)
        {
            var place = random.NextIndex(4);
            labels[image] = image % 2;
            for (var i = 0; i < 16; i++)
            {
                var bright = (labels[image] == 0 ? i / 4 : i % 4) == place;
                features[(image * 16) + i] = (float)((bright ? 1 : 0) + (0.2 * random.NextNormal()));
            }
        }

        using var all = new Samples(tensor(features, [300, 1, 4, 4]), tensor(labels));
        return DataSplit.Stratified(all, 180, 60, 60, 1);
    }

    /// <summary>Sums the weights at each call, in training and in evaluation.</summary>
    private sealed class WeightAverageProbe : IDisposable
    {
        private readonly List<IDisposable> _made = [];

        internal List<double> Trained { get; } = [];

        internal List<double> Scored { get; } = [];

        public Module<Tensor, Tensor> Make()
        {
            var model = new Probe(this);
            _made.Add(model);
            return model;
        }

        public void Dispose() => _made.ForEach(m => m.Dispose());

        private sealed class Probe : Module<Tensor, Tensor>
        {
            private readonly WeightAverageProbe _owner;
            private readonly Linear _layer = Linear(16, 2);

            internal Probe(WeightAverageProbe owner)
                : base("probe")
            {
                _owner = owner;
                RegisterComponents();
            }

            public override Tensor forward(Tensor input)
            {
                (training ? _owner.Trained : _owner.Scored).Add(_layer.weight.sum().ToDouble());
                return _layer.call(input.flatten(1));
            }
        }
    }
}
