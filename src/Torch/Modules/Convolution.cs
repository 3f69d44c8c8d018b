using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>What convolutions have in common. Weights are drawn from U(-1/sqrt(n), 1/sqrt(n)) for n inputs of an output, as in PyTorch.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    private readonly long[] _padding;

    private protected Convolution(string name, (long In, long Out) channels, ConvolutionShape shape, Device? device, ScalarType? dtype)
        : base(name)
    {
        shape.Check(name, channels);
        (in_channels, out_channels, Shape) = (channels.In, channels.Out, shape);
        _padding = shape.Mode == nn.PaddingModes.Zeros ? [] : [.. shape.Padding.Reverse().SelectMany(side => (long[])[side, side])];
        long[] sizes = [channels.Out, channels.In / shape.Groups, .. shape.Kernel];
        var bound = 1 / Math.Sqrt(sizes.Skip(1).Aggregate(1L, (product, length) => product * length));
        weight = NewParameter.Uniform(sizes, bound, dtype, device);
        register_parameter(nameof(weight), weight);
        if (shape.HasBias)
        {
            bias = NewParameter.Uniform([channels.Out], bound, dtype, device);
            register_parameter(nameof(bias), bias);
        }
    }

    /// <summary>Gets the number of input channels.</summary>
    public long in_channels { get; }

    /// <summary>Gets the number of output channels.</summary>
    public long out_channels { get; }

    /// <summary>Gets the weights: output channels, input channels of a group, kernel.</summary>
    public Parameter weight { get; }

    /// <summary>Gets the bias, or null.</summary>
    public Parameter? bias { get; }

    private protected ConvolutionShape Shape { get; }

    private protected override string Described => $"{GetName()}({in_channels} -> {out_channels}, kernel {string.Join('x', Shape.Kernel)})";

    private protected override string? Misfit(Tensor input)
    {
        var (dims, sizes) = (Shape.Kernel.Length, input.shape);
        if (sizes.Length != dims + 1 && sizes.Length != dims + 2)
        {
            return $"an input of {dims + 2} dimensions (rows, channels{string.Concat(Enumerable.Repeat(", length", dims))})";
        }

        return sizes[^(dims + 1)] != in_channels
            ? $"{in_channels} channels in dimension {sizes.Length - dims - 1} of its input"
            : Shape.IsTooSmall(sizes.AsSpan(sizes.Length - dims)) ? "an input at least as large as its kernel" : null;
    }

    // zeros are libtorch's own affair; other borders are laid around the input first
    private protected Tensor Padded(Tensor input) => _padding.Length == 0 ? input : Aten.Pad(input, _padding, Shape.Mode switch
    {
        nn.PaddingModes.Reflect => "reflect",
        nn.PaddingModes.Replicate => "replicate",
        _ => "circular",
    });
}
