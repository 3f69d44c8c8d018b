using HyperScaffold.Torch.Interop;
using static HyperScaffold.Torch.Tests.Figures.Layers;
using static HyperScaffold.Torch.Tests.Figures.Waves;

namespace HyperScaffold.Torch.Tests.Modules;

public sealed class ImageLayerTests
{
    [Fact]
    public void Convolutions_compute_what_PyTorchs_do_forward_and_backward()
    {
        using var scope = NewDisposeScope();
        var x = Wave([2, 4, 6, 5], 0.3);
        AssertThereAndBack("conv1d", Conv1d(4, 6, 3, stride: 2, padding: 1, groups: 2), Wave([2, 4, 7], 0.3));
        AssertThereAndBack("conv2d", Conv2d(4, 6, 3, padding: 1, dilation: 2), x);
        AssertThereAndBack("conv2d_tuples", Conv2d(4, 2, (3, 2), (2, 1), (1, 0), bias: false), x);
    }

    [Theory]
    [InlineData("reflect", PaddingModes.Reflect)]
    [InlineData("replicate", PaddingModes.Replicate)]
    [InlineData("circular", PaddingModes.Circular)]
    public void A_convolution_pads_as_PyTorchs_does(string name, PaddingModes mode)
    {
        using var scope = NewDisposeScope();
        AssertThereAndBack($"conv2d_{name}", Conv2d(4, 2, (3, 3), padding: (2, 1), padding_mode: mode), Wave([2, 4, 6, 5], 0.3));
    }

    [Fact]
    public void Pooling_computes_what_PyTorchs_does_forward_and_backward()
    {
        using var scope = NewDisposeScope();
        var x = Wave([2, 4, 6, 5], 0.3);
        AssertThereAndBack("max_pool2d", MaxPool2d(2), x);
        AssertThereAndBack("max_pool2d_more", MaxPool2d((3, 2), (2, 1), (1, 1), ceil_mode: true), x);
        AssertThereAndBack("avg_pool2d", AvgPool2d(2), x);
        AssertThereAndBack("avg_pool2d_more", AvgPool2d(3, 2, 1, count_include_pad: false), x);
        AssertThereAndBack("adaptive_avg_pool2d", AdaptiveAvgPool2d((2, 3)), x);
    }

    [Fact]
    public void Impossible_numbers_of_a_convolution_are_named_at_once()
    {
        var message = Assert.Throws<HyperException>(() => Conv2d(3, 8, 0, stride: 0, groups: 2)).Message;
        Assert.Contains("kernel_size = 0x0", message, StringComparison.Ordinal);
        Assert.Contains("stride = 0x0", message, StringComparison.Ordinal);
        Assert.Contains("it must divide 3 input and 8 output channels", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_does_not_fit_names_the_layer_what_it_needs_and_what_it_got()
    {
        using var scope = NewDisposeScope();
        AssertUnfit(Conv2d(3, 8, 5), [2, 1, 28, 28], "Conv2d(3 -> 8, kernel 5x5) needs 3 channels in dimension 1 of its input, but got the shape [2, 1, 28, 28]");
        AssertUnfit(Conv2d(3, 8, 5), [28, 28], "needs an input of 4 dimensions (rows, channels, length, length), but got the shape [28, 28]");
        AssertUnfit(Conv2d(3, 8, 5), [2, 3, 4, 28], "needs an input at least as large as its kernel, but got the shape [2, 3, 4, 28]");
        AssertUnfit(Conv1d(3, 8, 5), [2, 4, 28], "Conv1d(3 -> 8, kernel 5) needs 3 channels in dimension 1");
        AssertUnfit(MaxPool2d(4), [2, 3, 2, 2], "MaxPool2d(kernel 4x4) needs an input at least as large as its kernel, but got the shape [2, 3, 2, 2]");
        AssertUnfit(AvgPool2d(2), [6, 6], "AvgPool2d(kernel 2x2) needs an input of 4 dimensions");
        AssertUnfit(AdaptiveAvgPool2d(2), [6, 6], "AdaptiveAvgPool2d(2x2) needs an input of 4 dimensions");
    }

    [Fact]
    public void A_layer_inside_others_is_the_one_that_is_named()
    {
        using var scope = NewDisposeScope();
        AssertUnfit(Sequential(Sequential(Conv2d(1, 4, 3), ReLU()), Flatten(), Linear(16, 10)), [2, 1, 5, 5], "Linear(16 -> 10) needs 16 features in the last dimension of its input, but got the shape [2, 36]");
    }

    private static void AssertUnfit(Module<Tensor, Tensor> layer, long[] shape, string message) =>
        Assert.Contains(message, Assert.Throws<TorchException>(() => layer.call(ones(shape))).Message, StringComparison.Ordinal);
}
