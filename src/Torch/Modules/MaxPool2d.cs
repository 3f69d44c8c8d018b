using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>The largest element of each window.</summary>
public sealed class MaxPool2d : nn.Module<Tensor, Tensor>
{
    private readonly long[] _kernel;
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly long[] _dilation;
    private readonly bool _ceiling;

    internal MaxPool2d(long[] kernel, long[] stride, long[] padding, long[] dilation, bool ceiling)
        : base(nameof(MaxPool2d)) => (_kernel, _stride, _padding, _dilation, _ceiling) = (kernel, stride, padding, dilation, ceiling);

    private protected override string Described => $"{GetName()}(kernel {string.Join('x', _kernel)})";

    /// <inheritdoc/>
    /// <exception cref="TorchException">The input has other dimensions than (rows,) channels, height, width, or is smaller than the kernel.</exception>
    public override Tensor forward(Tensor input) => Aten.MaxPool2d(input, _kernel, _stride, _padding, _dilation, _ceiling);

    private protected override string? Misfit(Tensor input) => Pooling.Misfit(input.shape, _kernel, _padding);
}
