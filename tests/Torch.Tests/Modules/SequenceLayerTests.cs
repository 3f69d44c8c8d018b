using HyperScaffold.Torch.Interop;
using static HyperScaffold.Torch.Tests.Figures.Layers;
using static HyperScaffold.Torch.Tests.Figures.Waves;

namespace HyperScaffold.Torch.Tests.Modules;

public sealed class SequenceLayerTests
{
    [Fact]
    public void Embedding_computes_what_PyTorchs_does()
    {
        using var scope = NewDisposeScope();
        var layer = Filled(Embedding(7, 3));
        var y = layer.call(tensor((long[])[1, 2, 6, 1], [2, 2]));
        (y * Wave([2, 2, 3], 0.4)).sum().backward();
        AssertFigure("embedding", Flat(y).Concat(Flat(layer.weight.grad!)));
    }

    [Fact]
    public void The_padding_indexs_vector_stays_zero()
    {
        using var scope = NewDisposeScope();
        var layer = Embedding(5, 3, padding_idx: -1);
        layer.call(tensor((long[])[4, 0])).sum().backward();
        Assert.Equal([0.0, 0, 0], Flat(layer.weight[4]));
        Assert.Equal([0.0, 0, 0], Flat(layer.weight.grad![4]));
        Assert.Equal([1.0, 1, 1], Flat(layer.weight.grad![0]));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("causal")]
    [InlineData("padded")]
    [InlineData("both")]
    public void Attention_computes_what_PyTorchs_does_with_and_without_weights(string name)
    {
        using var scope = NewDisposeScope();
        var layer = Filled(MultiheadAttention(6, 2));
        var x = Wave([5, 2, 6], 0.3);
        var hidden = tensor([.. Enumerable.Range(0, 25).Select(i => i % 5 > i / 5)], [5, 5]);
        var padded = tensor((bool[])[false, false, false, false, false, false, false, false, true, true], [2, 5]);
        var (positions, keys) = name switch
        {
            "causal" => (hidden, null),
            "padded" => (null, padded),
            "both" => (hidden.to(float32) * -2, padded),
            _ => ((Tensor?)null, (Tensor?)null),
        };
        var (output, weights) = layer.call(x, x * 0.5, x + 1, keys, attn_mask: positions);
        AssertFigure($"attention_{name}", Flat(output).Concat(Flat(weights!)));
        var (fast, none) = layer.call(x, x * 0.5, x + 1, keys, need_weights: false, attn_mask: positions);
        Assert.True(fast.allclose(output, 1e-5, 1e-6));
        Assert.Null(none);
    }

    [Fact]
    public void Attention_of_a_tensor_to_itself_is_that_to_copies_of_it()
    {
        using var scope = NewDisposeScope();
        var (one, other) = (Filled(MultiheadAttention(6, 2)), Filled(MultiheadAttention(6, 2)));
        var x = Wave([5, 2, 6], 0.3);
        var (own, _) = one.call(x, x, x, need_weights: false);
        var (copied, _) = other.call(x, x.clone(), x.clone(), need_weights: false);
        Assert.True(own.allclose(copied, 1e-5, 1e-6));
        (own * Wave([5, 2, 6], 0.4)).sum().backward();
        (copied * Wave([5, 2, 6], 0.4)).sum().backward();
        Assert.All(one.parameters().Zip(other.parameters()), p => Assert.True(p.First.grad!.allclose(p.Second.grad!, 1e-5, 1e-6)));
    }

    [Fact]
    public void Scaled_dot_product_attention_is_the_formula_with_and_without_a_look_ahead()
    {
        using var scope = NewDisposeScope();
        var (q, k, v) = (Wave([2, 3, 4, 5], 0.1), Wave([2, 3, 4, 5], 0.2), Wave([2, 3, 4, 5], 0.3));
        AssertFigure("scaled_dot_product", Flat(functional.scaled_dot_product_attention(q, k, v)));
        AssertFigure("scaled_dot_product_causal", Flat(functional.scaled_dot_product_attention(q, k, v, is_casual: true)));
        var seen = tensor([.. Enumerable.Range(0, 16).Select(i => i % 4 <= i / 4)], [4, 4]);
        AssertFigure("scaled_dot_product_causal", Flat(functional.scaled_dot_product_attention(q, k, v, seen)));
        Assert.Throws<HyperException>(() => functional.scaled_dot_product_attention(q, k, v, seen, is_casual: true));
    }

    [Fact]
    public void Lstm_computes_what_PyTorchs_does_forward_and_backward()
    {
        using var scope = NewDisposeScope();
        var x = Wave([5, 2, 6], 0.3);
        var plain = Filled(LSTM(6, 3));
        var (y, h, c) = plain.call(x);
        (y * Wave([5, 2, 3], 0.4)).sum().backward();
        AssertFigure("lstm", [.. Flat(y), .. Flat(h), .. Flat(c), .. plain.parameters().SelectMany(p => Flat(p.grad!))]);
        var first = Wave([4, 5, 3], 0.6);
        AssertFigure("lstm_rich", Flat(Filled(LSTM(6, 3, 2, batchFirst: true, bidirectional: true)).call(x, (first, first * 0.5)).output));
    }

    [Fact]
    public void Gru_computes_what_PyTorchs_does_forward_and_backward()
    {
        using var scope = NewDisposeScope();
        var x = Wave([5, 2, 6], 0.3);
        var plain = Filled(GRU(6, 3));
        var (y, h) = plain.call(x);
        (y * Wave([5, 2, 3], 0.4)).sum().backward();
        AssertFigure("gru", [.. Flat(y), .. Flat(h), .. plain.parameters().SelectMany(p => Flat(p.grad!))]);
        AssertFigure("gru_rich", Flat(Filled(GRU(6, 3, 2, batchFirst: true, bidirectional: true)).call(x, Wave([4, 5, 3], 0.6)).output));
    }

    [Fact]
    public void State_has_PyTorchs_names()
    {
        Assert.Equal(["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "weight_ih_l0_reverse", "weight_hh_l0_reverse", "bias_ih_l0_reverse", "bias_hh_l0_reverse"], GRU(2, 3, bidirectional: true).state_dict().Keys);
        Assert.Equal(["in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"], MultiheadAttention(4, 2).state_dict().Keys);
    }

    [Fact]
    public void A_call_leaves_only_its_results_in_the_callers_scope()
    {
        using var scope = NewDisposeScope();
        var x = ones((long[])[5, 2, 6]);
        var before = scope.DisposablesCount;
        LSTM(6, 3).call(x);
        MultiheadAttention(6, 2).call(x, x, x);
        Assert.Equal(before + 5, scope.DisposablesCount);
    }

    [Fact]
    public void An_input_that_does_not_fit_names_the_layer_what_it_needs_and_what_it_got()
    {
        using var scope = NewDisposeScope();
        AssertUnfit(() => Embedding(7, 3).call(tensor((long[])[1, 7])), "Embedding(7 -> 3) needs indices from 0 to 6, but got the shape [2]");
        AssertUnfit(() => Embedding(7, 3).call(ones(2)), "Embedding(7 -> 3) needs indices as 64-bit integers, not Float32");
        AssertUnfit(() => MultiheadAttention(6, 2).call(ones((long[])[5, 2, 6]), ones((long[])[5, 2, 4]), ones((long[])[5, 2, 6])), "needs query, key and value of 3 dimensions (length, rows, 6 features), but got the shape [5, 2, 4]");
        AssertUnfit(() => LSTM(6, 3, batchFirst: true).call(ones(5, 6)), "LSTM(6 -> 3) needs an input of 3 dimensions (rows, length, 6 features), but got the shape [5, 6]");
        AssertUnfit(() => GRU(6, 3).call(ones((long[])[5, 2, 6]), ones((long[])[1, 5, 3])), "GRU(6 -> 3) needs a state of the shape [1, 2, 3], but got the shape [1, 5, 3]");
        Assert.Contains("4 heads and 6 features", Assert.Throws<HyperException>(() => MultiheadAttention(6, 4)).Message, StringComparison.Ordinal);
    }

    private static void AssertUnfit(Action call, string message) =>
        Assert.Contains(message, Assert.Throws<TorchException>(call).Message, StringComparison.Ordinal);
}
