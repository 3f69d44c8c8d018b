using HyperScaffold.Torch.Interop;
using static HyperScaffold.Torch.Tests.Figures.Layers;
using static HyperScaffold.Torch.Tests.Figures.Waves;

namespace HyperScaffold.Torch.Tests.Modules;

public sealed class LayerTests
{
    [Fact]
    public void Linear_and_relu_compute_what_PyTorch_computes_forward_and_backward()
    {
        using var scope = NewDisposeScope();
        var layer = Linear(5, 3);
        using (no_grad())
        {
            layer.weight.copy_(Wave([3, 5], 0.1));
            layer.bias!.copy_(Wave([3], 0.2));
        }

        var x = Wave([4, 5], 0.3).requires_grad_();
        var y = layer.call(x);
        (ReLU().call(y) * Wave([4, 3], 0.4)).sum().backward();
        AssertFigure("linear", Flat(y));
        AssertFigure("relu", Flat(functional.relu(y)));
        AssertFigure("linear_weight_grad", Flat(layer.weight.grad!));
        AssertFigure("linear_bias_grad", Flat(layer.bias.grad!));
        AssertFigure("linear_input_grad", Flat(x.grad!));
        AssertFigure("softmax", Flat(functional.softmax(x, 1)));
        AssertFigure("log_softmax", Flat(functional.log_softmax(x, 1)));
    }

    [Fact]
    public void Activations_compute_what_PyTorchs_do_forward_and_backward()
    {
        using var scope = NewDisposeScope();
        var x = Wave([4, 5], 0.3) * 2;
        AssertThereAndBack("gelu", GELU(), x);
        AssertThereAndBack("gelu_tanh", GELU(HyperScaffold.Torch.Modules.GELU.Approximate.Tanh), x);
        AssertThereAndBack("silu", SiLU(), x);
        AssertThereAndBack("tanh", Tanh(), x);
        AssertThereAndBack("sigmoid", Sigmoid(), x);
        AssertThereAndBack("softmax_layer", Softmax(1), x);
        AssertFigure("silu", Flat(SiLU(inplace: true).call(x.clone())));
    }

    [Fact]
    public void Initial_weights_of_one_seed_are_PyTorchs()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var layer = Linear(8, 4);
        AssertFigure("seeded_linear", Flat(layer.weight).Concat(Flat(layer.bias!)));
        var convolution = Conv2d(4, 6, 3, groups: 2);
        AssertFigure("seeded_conv2d", Flat(convolution.weight).Concat(Flat(convolution.bias!)));
        AssertFigure("seeded_embedding", Flat(Embedding(5, 4, padding_idx: 2).weight));
        AssertFigure("seeded_attention", MultiheadAttention(4, 2).parameters().SelectMany(Flat));
        AssertFigure("seeded_lstm", LSTM(3, 4).parameters().SelectMany(Flat));
        AssertFigure("seeded_gru", GRU(3, 4, bias: false).parameters().SelectMany(Flat));
        AssertFigure("seeded_xavier", Flat(init.xavier_uniform_(empty(4, 8))));
        AssertFigure("seeded_kaiming", Flat(init.kaiming_uniform_(empty(4, 8))));
        AssertFigure("seeded_dropout", Flat(functional.dropout(ones(4, 8), 0.5)));
    }

    [Fact]
    public void Initial_weights_of_Linear_are_uniform_within_one_over_the_root_of_the_inputs()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var weights = Flat(Linear(400, 500).weight);
        var bound = 1 / Math.Sqrt(400);
        Assert.All(weights, w => Assert.InRange(w, -bound, bound));
        Assert.InRange(weights.Average(), -bound / 100, bound / 100);
        Assert.InRange(weights.Average(w => w * w), bound * bound / 3 * 0.99, bound * bound / 3 * 1.01);
    }

    [Fact]
    public void Dropout_zeroes_its_share_while_training_and_nothing_in_evaluation()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var layer = Dropout(0.3);
        var ones = torch.ones(100_000);
        var dropped = Flat(layer.call(ones));
        Assert.InRange(dropped.Count(v => v == 0) / 100_000.0, 0.29, 0.31);
        Assert.All(dropped.Where(v => v != 0), v => Assert.Equal(1 / 0.7, v, 1e-5));
        layer.eval();
        Assert.True(layer.call(ones).equal(ones));
    }

    [Fact]
    public void An_input_of_the_wrong_width_names_the_layer_and_both_widths()
    {
        using var scope = NewDisposeScope();
        var e = Assert.Throws<TorchException>(() => Linear(64, 10).call(ones(2, 63)));
        Assert.Contains("Linear(64 -> 10) needs 64 features", e.Message, StringComparison.Ordinal);
        Assert.Contains("[2, 63]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Losses_are_PyTorchs()
    {
        using var scope = NewDisposeScope();
        var (logits, target) = (Wave([6, 4], 0.5), tensor((long[])[0, 3, 1, 2, 1, 0]));
        var weight = tensor((float[])[0.5f, 1, 2, 0.25f]);
        AssertFigure("cross_entropy", Flat(functional.cross_entropy(logits, target)));
        AssertFigure("cross_entropy_sum", Flat(functional.cross_entropy(logits, target, reduction: Reduction.Sum)));
        AssertFigure("cross_entropy_none", Flat(functional.cross_entropy(logits, target, reduction: Reduction.None)));
        AssertFigure("cross_entropy_weight", Flat(functional.cross_entropy(logits, target, weight)));
        AssertFigure("cross_entropy_ignore", Flat(functional.cross_entropy(logits, target, ignore_index: 1)));
        AssertFigure("cross_entropy_smoothing", Flat(functional.cross_entropy(logits, target, label_smoothing: 0.1)));
        AssertFigure("nll_loss", Flat(functional.nll_loss(functional.log_softmax(logits, 1), target)));
        AssertFigure("mse_loss", Flat(functional.mse_loss(logits, Wave([6, 4], 0.9))));
        AssertFigure("huber_loss", Flat(functional.huber_loss(logits, Wave([6, 4], 0.9), 0.3)));
        AssertFigure("smooth_l1_loss", Flat(functional.smooth_l1_loss(logits, Wave([6, 4], 0.9), beta: 0.3)));
        AssertFigure("binary_cross_entropy", Flat(functional.binary_cross_entropy_with_logits(logits, Wave([6, 4], 0.9).gt(0).to(float32))));
    }

    [Fact]
    public void Loss_modules_compute_what_their_functions_do()
    {
        using var scope = NewDisposeScope();
        var (logits, target) = (Wave([6, 4], 0.5), tensor((long[])[0, 3, 1, 2, 1, 0]));
        AssertFigure("cross_entropy_weight", Flat(CrossEntropyLoss(tensor((float[])[0.5f, 1, 2, 0.25f])).call(logits, target)));
        AssertFigure("cross_entropy_ignore", Flat(CrossEntropyLoss(ignore_index: 1).call(logits, target)));
        AssertFigure("cross_entropy_sum", Flat(CrossEntropyLoss(reduction: Reduction.Sum).call(logits, target)));
        AssertFigure("mse_loss", Flat(MSELoss().call(logits, Wave([6, 4], 0.9))));
        AssertFigure("huber_loss", Flat(HuberLoss(0.3).call(logits, Wave([6, 4], 0.9))));
        var signs = Wave([6, 4], 0.9).gt(0).to(float32);
        AssertFigure("binary_cross_entropy", Flat(BCEWithLogitsLoss().call(logits, signs)));
        AssertFigure("binary_cross_entropy_weights", Flat(BCEWithLogitsLoss(full([4], 0.5), pos_weights: tensor((float[])[1, 2, 3, 4])).call(logits, signs)));
    }
}
