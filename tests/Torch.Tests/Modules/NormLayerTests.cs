using HyperScaffold.Torch.Interop;
using static HyperScaffold.Torch.Tests.Figures.Layers;
using static HyperScaffold.Torch.Tests.Figures.Waves;

namespace HyperScaffold.Torch.Tests.Modules;

public sealed class NormLayerTests
{
    [Theory]
    [InlineData("batch_norm1d")]
    [InlineData("batch_norm2d")]
    public void Batch_norm_computes_what_PyTorchs_does_in_training_and_evaluation(string name)
    {
        using var scope = NewDisposeScope();
        BatchNorm module = name == "batch_norm1d" ? BatchNorm1d(4) : BatchNorm2d(4, 1e-3, 0.3);
        var x = name == "batch_norm1d" ? Wave([6, 4], 0.3) : Wave([3, 4, 2, 5], 0.3);
        AssertThereAndBack(name, module, x);
        module.call(x * 2);
        var batches = module.named_buffers().Single(b => b.name == "num_batches_tracked").buffer;
        AssertFigure(name + "_running", [.. Flat(module.running_mean!), .. Flat(module.running_var!), batches.ToInt64()]);
        module.eval();
        AssertFigure(name + "_eval", Flat(module.call(x)));
        module.call(x);
        Assert.Equal(2, batches.ToInt64());
    }

    [Fact]
    public void Batch_norm_without_running_averages_uses_the_batch_in_evaluation_too()
    {
        using var scope = NewDisposeScope();
        var module = BatchNorm1d(4, affine: false, track_running_stats: false);
        module.eval();
        AssertFigure("batch_norm_untracked", Flat(module.call(Wave([6, 4], 0.3))));
        Assert.Empty(module.state_dict());
    }

    [Fact]
    public void Layer_and_group_norm_compute_what_PyTorchs_do()
    {
        using var scope = NewDisposeScope();
        var x = Wave([3, 4, 2, 5], 0.3);
        AssertThereAndBack("layer_norm", LayerNorm(5), x);
        AssertThereAndBack("layer_norm_two", LayerNorm([2, 5], 1e-3), x);
        AssertThereAndBack("group_norm", GroupNorm(2, 4), x);
    }

    [Fact]
    public void State_has_PyTorchs_names() =>
        Assert.Equal(["weight", "bias", "running_mean", "running_var", "num_batches_tracked"], BatchNorm2d(4).state_dict().Keys);

    [Fact]
    public void An_input_that_does_not_fit_names_the_layer_what_it_needs_and_what_it_got()
    {
        using var scope = NewDisposeScope();
        AssertUnfit(BatchNorm1d(4), [3, 5], "BatchNorm1d(4) needs 4 channels in dimension 1 of its input, but got the shape [3, 5]");
        AssertUnfit(BatchNorm2d(4), [3, 4], "BatchNorm2d(4) needs an input of 4 dimensions, but got the shape [3, 4]");
        AssertUnfit(BatchNorm1d(4), [1, 4], "needs more than one value for each channel while training (no batch of a single row), but got the shape [1, 4]");
        AssertUnfit(LayerNorm(5), [3, 4], "LayerNorm(5) needs [5] as the last dimensions of its input, but got the shape [3, 4]");
        AssertUnfit(GroupNorm(2, 4), [3, 6], "GroupNorm(2 groups of 4 channels) needs 4 channels in dimension 1 of its input, but got the shape [3, 6]");
        Assert.Contains("3 groups and 4 channels", Assert.Throws<HyperException>(() => GroupNorm(3, 4)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_row_is_fine_in_evaluation()
    {
        using var scope = NewDisposeScope();
        var module = BatchNorm1d(4);
        module.eval();
        Assert.Equal([1, 4], module.call(ones(1, 4)).shape);
    }

    private static void AssertUnfit(Module<Tensor, Tensor> layer, long[] shape, string message) =>
        Assert.Contains(message, Assert.Throws<TorchException>(() => layer.call(ones(shape))).Message, StringComparison.Ordinal);
}
