using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>A convolution over one dimension: rows, channels, length.</summary>
public sealed class Conv1d : Convolution
{
    internal Conv1d((long In, long Out) channels, ConvolutionShape shape, Device? device, ScalarType? dtype)
        : base(nameof(Conv1d), channels, shape, device, dtype)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="TorchException">The input has another number of channels or dimensions.</exception>
    public override Tensor forward(Tensor input) =>
        Aten.Conv1d(Padded(input), weight, bias, Shape.Stride, Shape.OwnPadding, Shape.Dilation, Shape.Groups);
}
