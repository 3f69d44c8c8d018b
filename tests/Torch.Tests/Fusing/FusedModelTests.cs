using HyperScaffold.Torch.Data;
using HyperScaffold.Torch.Training;
using static HyperScaffold.Torch.Tests.Fusing.Together;

namespace HyperScaffold.Torch.Tests.Fusing;

public sealed class FusedModelTests : IDisposable
{
    private static readonly TrainerOptions Options = new() { BatchSize = 16 };
    private static readonly double[] Rates = [0.01, 0.03, 0.1];
    private readonly DataSplit _flat = Pictures.Make();
    private readonly DataSplit _images = Pictures.Make(flat: false);

    public static TheoryData<string> Flat => [.. FlatLayers.Keys];

    public static TheoryData<string> Image => [.. ImageLayers.Keys];

    private static Dictionary<string, Func<Module<Tensor, Tensor>>> FlatLayers => new()
    {
        ["activations"] = () => Sequential(Linear(36, 12), GELU(), Linear(12, 12), SiLU(), Linear(12, 12), Tanh(), Linear(12, 12, hasBias: false), Sigmoid(), Linear(12, 3)),
        ["layer norm"] = () => Sequential(Linear(36, 12), LayerNorm(12), ReLU(), Linear(12, 3)),
        ["layer norm of the input"] = () => Sequential(LayerNorm(36), Linear(36, 3)),
        ["batch norm"] = () => Sequential(BatchNorm1d(36), Linear(36, 12), BatchNorm1d(12), ReLU(), Linear(12, 3)),
        ["in place"] = () => Sequential(Linear(36, 12), ReLU(inplace: true), Linear(12, 3)),
        ["a module of its own"] = () => new Residual(),
        ["attention"] = () => new Attentive(),
        ["lstm"] = () => new Recurrent(),
        ["gru"] = () => new Gated(),
        ["embedding"] = () => new Embedded(),
    };

    private static Dictionary<string, Func<Module<Tensor, Tensor>>> ImageLayers => new()
    {
        ["convolutions"] = () => Sequential(Conv2d(1, 4, 3, padding: 1), ReLU(), MaxPool2d(2), Conv2d(4, 6, 2), ReLU(), Flatten(), Linear(24, 3)),
        ["groups"] = () => Sequential(Conv2d(1, 4, 3), ReLU(), Conv2d(4, 4, 3, groups: 2), ReLU(), Flatten(), Linear(16, 3)),
        ["batch norm"] = () => Sequential(Conv2d(1, 4, 3), BatchNorm2d(4), ReLU(), AvgPool2d(2), Conv2d(4, 4, 2, bias: false), BatchNorm2d(4), Flatten(), Linear(4, 3)),
        ["lines"] = () => new Lines(),
        ["group norm"] = () => Sequential(Conv2d(1, 4, 3), GroupNorm(2, 4), ReLU(), AdaptiveAvgPool2d(1), Flatten(), Linear(4, 3)),
        ["batch norm of the input"] = () => Sequential(BatchNorm2d(1), Conv2d(1, 4, 3), Dropout(0.2), Flatten(), Linear(64, 3)),
    };

    [Theory]
    [MemberData(nameof(Flat))]
    public void Each_layer_of_rows_computes_what_it_computes_alone(string layers) => AssertLayers(FlatLayers[layers], _flat);

    [Theory]
    [MemberData(nameof(Image))]
    public void Each_layer_of_images_computes_what_it_computes_alone(string layers) => AssertLayers(ImageLayers[layers], _images);

    [Fact]
    public void Trials_of_another_shape_train_by_themselves_beside_the_others()
    {
        Member Of(int hidden, int batch) => new(() => Sequential(Linear(36, hidden), ReLU(), Linear(hidden, 3)), Options with { BatchSize = batch, LearningRate = 0.05 });
        Member[] members = [Of(8, 16), Of(12, 16), Of(8, 16), Of(8, 32)];
        var (shown, _, met) = Fused(members, _flat, 3);
        Assert.Equal(4, met);
        Assert.All(members.Zip(shown), pair => Assert.Equal(Alone(pair.First, _flat, 3)[^1].TrainLoss, pair.Second[^1].TrainLoss, Tolerance));
    }

    [Fact]
    public void A_layer_without_a_fused_form_is_named_and_its_trials_train_as_alone()
    {
        Member[] members = [.. Rates.Select(r => new Member(() => new Standardized(), Options with { LearningRate = r }))];
        var (shown, notes, _) = Fused(members, _flat, 2);
        Assert.Contains("std", Assert.Single(notes), StringComparison.Ordinal);
        Assert.All(members.Zip(shown), pair => Assert.Equal(Alone(pair.First, _flat, 2)[^1].TrainLoss, pair.Second[^1].TrainLoss));
    }

    [Fact]
    public void Members_in_16_bits_train_together_as_closely_as_16_bits_allow()
    {
        Member[] members = [.. Rates.Select(r => new Member(ImageLayers["convolutions"], Options with { LearningRate = r, Precision = Precision.BFloat16 }))];
        var (shown, notes, met) = Fused(members, _images, 5);
        Assert.Empty(notes);
        Assert.Equal(3, met);
        Assert.All(members.Zip(shown), pair => Assert.Equal(Alone(pair.First, _images, 5)[^1].TrainLoss, pair.Second[^1].TrainLoss, 0.01));
        Assert.NotEqual(Alone(members[2] with { Options = members[2].Options with { Precision = Precision.Float32 } }, _images, 5)[^1].TrainLoss, shown[2][^1].TrainLoss, 1e-5);
    }

    [Fact]
    public void A_number_that_only_the_models_own_code_knows_keeps_its_trial_apart()
    {
        Member[] members = [.. ((double[])[1, 1, 3]).Select(scale => new Member(() => new Scaled(scale), Options with { LearningRate = 0.05 }))];
        var (shown, notes, _) = Fused(members, _flat, 2);
        Assert.Contains("1 of 3", Assert.Single(notes), StringComparison.Ordinal);
        Assert.All(members.Zip(shown), pair => Assert.Equal(Alone(pair.First, _flat, 2)[^1].TrainLoss, pair.Second[^1].TrainLoss, Tolerance));
    }

    public void Dispose()
    {
        _flat.Dispose();
        _images.Dispose();
    }

    private static void AssertLayers(Func<Module<Tensor, Tensor>> layers, DataSplit data) =>
        AssertAsAlone([.. Rates.Select((r, i) => new Member(layers, Options with { LearningRate = r }, Seed: 1 + (i / 2)))], data, epochs: 5);

    private sealed class Residual : Module<Tensor, Tensor>
    {
        private readonly Linear _first = Linear(36, 12);
        private readonly Linear _second = Linear(12, 12);
        private readonly Linear _last = Linear(12, 3);

        internal Residual()
            : base(nameof(Residual)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            var x = _first.call(input.view(-1, 36));
            return _last.call((x + (_second.call(x).relu() * 0.5)).reshape(x.size(0), 12));
        }
    }

    // pixels of a row are features, rows are positions
    private sealed class Attentive : Module<Tensor, Tensor>
    {
        private readonly Linear _in = Linear(6, 8);
        private readonly MultiheadAttention _attention = MultiheadAttention(8, 2);
        private readonly LayerNorm _norm = LayerNorm(8);
        private readonly Linear _out = Linear(8, 3);

        internal Attentive()
            : base(nameof(Attentive)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            var x = _in.call(input.reshape(input.size(0), 6, 6)).transpose(0, 1);
            var (seen, _) = _attention.call(x, x, x, need_weights: false);
            return _out.call(_norm.call(x + seen).mean([0L]));
        }
    }

    private sealed class Recurrent : Module<Tensor, Tensor>
    {
        private readonly LSTM _cells = LSTM(6, 5, numLayers: 2, batchFirst: true, bidirectional: true);
        private readonly Linear _out = Linear(10, 3);

        internal Recurrent()
            : base(nameof(Recurrent)) => RegisterComponents();

        public override Tensor forward(Tensor input) => _out.call(_cells.call(input.reshape(input.size(0), 6, 6)).output.select(1, 5));
    }

    private sealed class Gated : Module<Tensor, Tensor>
    {
        private readonly GRU _cells = GRU(6, 5, numLayers: 2, dropout: 0.2);
        private readonly Linear _out = Linear(5, 3);

        internal Gated()
            : base(nameof(Gated)) => RegisterComponents();

        public override Tensor forward(Tensor input) => _out.call(_cells.call(input.reshape(input.size(0), 6, 6).transpose(0, 1)).hn.select(0, 1));
    }

    private sealed class Embedded : Module<Tensor, Tensor>
    {
        private readonly Embedding _bright = Embedding(3, 2);
        private readonly Linear _out = Linear(72, 3);

        internal Embedded()
            : base(nameof(Embedded)) => RegisterComponents();

        public override Tensor forward(Tensor input) => _out.call(_bright.call((input.clamp(-0.5, 1.4) + 0.5).to(int64)).flatten(1));
    }

    // the lines of an image are its channels
    private sealed class Lines : Module<Tensor, Tensor>
    {
        private readonly Conv1d _first = Conv1d(6, 4, 3);
        private readonly Linear _out = Linear(16, 3);

        internal Lines()
            : base(nameof(Lines)) => RegisterComponents();

        public override Tensor forward(Tensor input) => _out.call(_first.call(input.reshape(-1, 6, 6)).relu().flatten(1));
    }

    private sealed class Standardized : Module<Tensor, Tensor>
    {
        private readonly Linear _out = Linear(36, 3);

        internal Standardized()
            : base(nameof(Standardized)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            var scores = _out.call(input);
            return scores / scores.std();
        }
    }

    private sealed class Scaled : Module<Tensor, Tensor>
    {
        private readonly Linear _out = Linear(36, 3);
        private readonly double _scale;

        internal Scaled(double scale)
            : base(nameof(Scaled))
        {
            _scale = scale;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => _out.call(input) * _scale;
    }
}
