using HyperScaffold.Torch.Interop;
using HyperScaffold.Torch.Operators;
using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Modules;

/// <summary>The mean of each window.</summary>
public sealed class AvgPool2d : nn.Module<Tensor, Tensor>
{
    private readonly long[] _kernel;
    private readonly long[] _stride;
    private readonly long[] _padding;

    internal AvgPool2d(long[] kernel, long[] stride, long[] padding)
        : base(nameof(AvgPool2d)) => (_kernel, _stride, _padding) = (kernel, stride, padding);

    internal bool Ceiling { get; init; }

    internal bool CountsPadding { get; init; } = true;

    internal long? Divisor { get; init; }

    private protected override string Described => $"{GetName()}(kernel {string.Join('x', _kernel)})";

    /// <inheritdoc/>
    /// <exception cref="TorchException">The input has other dimensions than (rows,) channels, height, width, or is smaller than the kernel.</exception>
    public override Tensor forward(Tensor input) =>
        Aten.AvgPool2d(input, _kernel, _stride, _padding, Ceiling, CountsPadding, Divisor);

    private protected override string? Misfit(Tensor input) => Pooling.Misfit(input.shape, _kernel, _padding);
}
